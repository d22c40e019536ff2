import { type Agent, request } from 'node:http';
import type { Webhook } from './webhooks.ts';

/** @returns milliseconds until the 200, or null when there was none */
export function post(agent: Agent, url: string, { body, signature }: Webhook): Promise<number | null> {
  const sentAt = performance.now();
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'tiktok-signature': signature,
  };
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200 ? performance.now() - sentAt : null));
    });
    sending.on('error', () => resolve(null));
    sending.end(body);
  });
}
