import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedWebhook {
  rawBody: Buffer;
  /** The value of `Tiktok-Signature`. */
  header: string | undefined;
  /** Two while the app secret is being rotated. */
  secrets: readonly string[];
  nowMs: number;
  toleranceMs?: number;
}

/** `stale` is genuine but signed too long ago, or too far ahead: kept, never dropped. */
export type WebhookVerdict =
  { verdict: 'fresh' | 'stale' | 'forged'; signedAtMs: number } | { verdict: 'malformed'; signedAtMs?: undefined };

const DEFAULT_TOLERANCE_MS = 300_000;

/**
 * Says whether TikTok signed these bytes, first, and then whether it did so just now.
 * Source: HMAC-SHA256 of `t + "." + raw body` under the app secret, portal doc 1759978341579777.
 */
export function verifyWebhook(webhook: SignedWebhook): WebhookVerdict {
  const { rawBody, header, secrets, nowMs, toleranceMs = DEFAULT_TOLERANCE_MS } = webhook;
  const signature = readHeader(header ?? '');
  if (signature === null) return { verdict: 'malformed' };
  const signedAtMs = Number(signature.t) * 1_000;
  const isGenuine = secrets
    .filter((secret) => secret !== '')
    .some((secret) => timingSafeEqual(hmac(secret, signature.t, rawBody), signature.s));
  if (!isGenuine) return { verdict: 'forged', signedAtMs };
  return { verdict: Math.abs(nowMs - signedAtMs) <= toleranceMs ? 'fresh' : 'stale', signedAtMs };
}

/** The `Tiktok-Signature` header that TikTok would send for this body at this moment. */
export function signWebhook(webhook: { rawBody: Buffer; secret: string; atMs: number }): string {
  const t = `${Math.floor(webhook.atMs / 1_000)}`;
  return `t=${t},s=${hmac(webhook.secret, t, webhook.rawBody).toString('hex')}`;
}

function hmac(secret: string, t: string, rawBody: Buffer): Buffer {
  return createHmac('sha256', secret).update(`${t}.`).update(rawBody).digest();
}

function readHeader(header: string): { t: string; s: Buffer } | null {
  const parts = new Map(header.split(',').map((part) => splitOnce(part.trim())));
  const t = parts.get('t') ?? '';
  const s = parts.get('s') ?? '';
  return /^\d{1,12}$/.test(t) && /^[0-9a-f]{64}$/i.test(s) ? { t, s: Buffer.from(s, 'hex') } : null;
}

function splitOnce(part: string): [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part, ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}
