import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until.ts';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  event: string;
  envelope: { client_key: string; event: string; create_time: number; user_openid: string; content: string };
  content: any;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What the next requests are answered with; 200 once used up. */
  answers: number[];
  of(event: string): Received[];
  next(event: string, count?: number): Promise<Received>;
  close(): Promise<void>;
}

/** Stands where the app's webhook address is. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const envelope = JSON.parse(body);
      received.push({
        headers: request.headers,
        body,
        event: envelope.event,
        envelope,
        content: JSON.parse(envelope.content),
      });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const of = (event: string) => received.filter((one) => one.event === event);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    answers,
    of,
    next: (event, count = 1) => until(() => of(event)[count - 1]),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
