import { Counter } from 'prom-client';

const sends = new Counter({
  name: 'duet_sends_total',
  help: 'Calls that send, by what came of them',
  labelNames: ['outcome'],
});

export const countSend = (outcome: 'sent' | 'wait' | 'refused' | 'unknown'): void => sends.inc({ outcome });
