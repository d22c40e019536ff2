import { Counter, Gauge, Histogram } from 'prom-client';

const requests = new Histogram({
  name: 'duet_http_request_seconds',
  help: 'API requests by operation and status',
  labelNames: ['operation', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
});
const streams = new Gauge({ name: 'duet_event_streams', help: 'Open event streams' });
const ended = new Counter({
  name: 'duet_event_streams_ended_total',
  help: 'Event streams that the gateway ended, by reason',
  labelNames: ['reason'],
});
const resets = new Counter({ name: 'duet_event_resets_total', help: 'Times a browser was told to fetch all anew' });

export const countRequest = (operation: string, status: number, elapsedMs: number): void =>
  requests.observe({ operation, status }, elapsedMs / 1_000);
export const showStreams = (count: number): void => streams.set(count);
export const countEnded = (reason: 'too slow' | 'access ended'): void => ended.inc({ reason });
export const countReset = (): void => resets.inc();
