import { createHmac } from 'node:crypto';

/** `Tiktok-Signature` over the delivery time in real seconds and the raw body (tiktok-api.md §6.3). */
export function signatureHeader(secret: string, body: string, realSeconds: number): string {
  const signature = createHmac('sha256', secret).update(`${realSeconds}.${body}`).digest('hex');
  return `t=${realSeconds},s=${signature}`;
}
