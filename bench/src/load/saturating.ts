import { parentPort, workerData } from 'node:worker_threads';
import autocannon from 'autocannon';
import type { Saturated, Saturation } from './saturate.ts';
import { webhook } from './webhooks.ts';

const CONNECTIONS = 64;

const { url, account, first, count }: Saturation = workerData;
const requests = Array.from({ length: count }, (_, index) => asRequest(first + index));
parentPort?.postMessage(await send());

/** Everything is signed and laid out before the clock starts, so that the generator costs little while it runs. */
function asRequest(index: number): Buffer {
  const { body, signature } = webhook(account, index);
  const { host, pathname } = new URL(url);
  const head =
    `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n` +
    `Tiktok-Signature: ${signature}\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

async function send(): Promise<Saturated> {
  const latencies = new Float64Array(count);
  let answered = 0;
  let accepted = 0;
  let lastAnswerAt = 0;
  let next = 0;
  const startedAt = performance.now();
  const run = autocannon({
    url,
    method: 'POST',
    connections: CONNECTIONS,
    amount: count,
    setupClient: (client) => {
      client.getRequestBuffer = () => requests[next++] ?? Buffer.alloc(0);
    },
  });
  run.on('response', (_client: unknown, status: number, _bytes: number, latencyMs: number) => {
    latencies[answered] = latencyMs;
    answered += 1;
    if (status === 200) accepted += 1;
    lastAnswerAt = performance.now();
  });
  const { errors, timeouts } = await run;
  return {
    accepted,
    refused: answered - accepted,
    unanswered: Math.max(count - answered, errors + timeouts),
    seconds: (lastAnswerAt - startedAt) / 1_000,
    latencies: latencies.subarray(0, answered).sort(),
  };
}
