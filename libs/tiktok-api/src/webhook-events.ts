import { z } from 'zod';
import { parseJson } from './parse-json.ts';
import { webhookContents } from './webhook-contents.ts';
import { id, secondsToMs } from './wire.ts';

export interface WebhookEnvelope {
  clientKey: string;
  /** TikTok's `user_openid`: the account this is about. */
  businessId: string;
  createdAtMs: number;
}

type Contents = typeof webhookContents;
export type KnownWebhookEvent = keyof Contents;
export type WebhookData<E extends KnownWebhookEvent> = z.output<Contents[E]>;

export type ParsedWebhook =
  | { [E in KnownWebhookEvent]: WebhookEnvelope & { event: E; data: WebhookData<E> } }[KnownWebhookEvent]
  | (WebhookEnvelope & { event: 'unknown'; name: string })
  | { event: 'unparsable'; reason: string; name: string | null; envelope: WebhookEnvelope | null };

const envelope = z.object({
  client_key: id,
  event: z.string(),
  create_time: secondsToMs,
  user_openid: id,
  content: z.unknown().optional(),
});

/**
 * Reads one delivery. Never throws: what cannot be read is `unparsable`, with the envelope when that much was readable.
 * Ids keep all their digits; U+0000 and lone surrogates are U+FFFD in every string.
 */
export function parseWebhook(rawBody: Buffer): ParsedWebhook {
  const outer = readJson(new TextDecoder().decode(rawBody));
  if (!outer.ok) return unparsable(`body: ${outer.reason}`);
  const head = envelope.safeParse(outer.value);
  if (!head.success) return unparsable(`envelope: ${describe(head.error)}`);

  const { event: name, content } = head.data;
  const about = {
    clientKey: head.data.client_key,
    businessId: head.data.user_openid,
    createdAtMs: head.data.create_time,
  };
  if (!isKnown(name)) return { event: 'unknown', name, ...about };

  const inner = typeof content === 'string' ? readJson(content) : { ok: true as const, value: content ?? {} };
  if (!inner.ok) return unparsable(`content: ${inner.reason}`, name, about);
  const data = webhookContents[name].safeParse(inner.value);
  if (!data.success) return unparsable(`content: ${describe(data.error)}`, name, about);
  return { event: name, ...about, data: data.data } as ParsedWebhook;
}

function isKnown(name: string): name is KnownWebhookEvent {
  return Object.hasOwn(webhookContents, name);
}

function readJson(text: string): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    return { ok: true, value: parseJson(text) };
  } catch (error) {
    // A SyntaxError quotes the text, and reasons are logged.
    return { ok: false, reason: error instanceof SyntaxError ? 'not JSON' : String(error) };
  }
}

function describe(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}

function unparsable(reason: string, name: string | null = null, about: WebhookEnvelope | null = null): ParsedWebhook {
  return { event: 'unparsable', reason, name, envelope: about };
}
