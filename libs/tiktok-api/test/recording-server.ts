import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ids } from '../src/fixtures/index.ts';
import { createTikTokClient, type TikTokClient, type TikTokClientOptions } from '../src/index.ts';

export interface Recorded {
  method: string;
  /** Path and query exactly as they travelled. */
  target: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export type Answer = (request: Recorded, response: ServerResponse, socket: Socket) => void;

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** Closes what a test opened, also when the test fails. */
export function closeAfterTest(close: () => Promise<void>): void {
  open.push(close);
}

/** A server on a free port of 127.0.0.1 that remembers what reached it and answers as the test says. */
export async function startServer(answer: Answer): Promise<{ url: string; requests: Recorded[] }> {
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const recorded = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers: request.headers,
      body: await buffer(request),
    };
    requests.push(recorded);
    answer(recorded, response, request.socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeAfterTest(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests };
}

/** A client of the fixtures' app, closed after the test. */
export function createClient(baseUrl: string, options: Partial<TikTokClientOptions> = {}): TikTokClient {
  const { clientKey, clientSecret } = ids;
  const client = createTikTokClient({ baseUrl, clientKey, clientSecret, timeoutMs: 10_000, ...options });
  closeAfterTest(() => client.close());
  return client;
}

export function json(body: unknown, status = 200): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}
