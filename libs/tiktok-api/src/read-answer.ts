import { z } from 'zod';
import { errorFor, TikTokHttpError, TikTokRateLimited, TikTokUnexpectedShape } from './errors.ts';
import { parseJson } from './parse-json.ts';
import { redact, redactedCause } from './redact.ts';

const envelope = z.object({
  code: z.number().int(),
  message: z.string().nullish(),
  request_id: z.string().nullish(),
  data: z.unknown().optional(),
});

export interface HttpAnswer {
  status: number;
  retryAfter: string | null;
  text: string;
}

const DEFAULT_PAUSE_MS = 1_000;

/**
 * Reads TikTok's envelope and gives its `data` through the schema; absent or null `data` is read as `{}`.
 *
 * @throws TikTokHttpError | TikTokRateLimited | TikTokTokenRejected | TikTokRefused | TikTokUnexpectedShape
 */
export function readAnswer<T>(call: string, answer: HttpAnswer, data: z.ZodType<T>, secrets: readonly string[]): T {
  if (answer.status === 429) throw new TikTokRateLimited(call, null, { afterMs: pauseMs(answer.retryAfter) });
  const said = answer.status < 500 ? readEnvelope(answer.text) : null;
  const isSuccessStatus = answer.status >= 200 && answer.status < 300;
  if (said === null || (said.code === 0 && !isSuccessStatus)) throw new TikTokHttpError(call, answer.status);
  if (said.code !== 0) {
    const message = redact(said.message ?? 'without a message', secrets);
    throw errorFor(call, { code: said.code, message, requestId: said.request_id ?? null });
  }
  const read = data.safeParse(said.data ?? {});
  if (!read.success) throw new TikTokUnexpectedShape(call, redactedCause(read.error, secrets));
  return read.data;
}

function readEnvelope(text: string): z.output<typeof envelope> | null {
  try {
    return envelope.safeParse(parseJson(text)).data ?? null;
  } catch {
    return null;
  }
}

function pauseMs(retryAfter: string | null): number {
  const seconds = Number(retryAfter);
  return seconds > 0 && Number.isFinite(seconds) ? seconds * 1_000 : DEFAULT_PAUSE_MS;
}
