import { Rejection } from '@duet/contracts';
import { TooLarge } from '@duet/storage';
import {
  TikTokForeignAddress,
  TikTokHttpError,
  TikTokRateLimited,
  TikTokRefused,
  type MediaReference,
} from '@duet/tiktok-api';
import { z } from 'zod';
import type { AccountKey } from '../accounts/account.ts';

/** Where TikTok has the picture or video of a message. */
export const MediaSource = z.discriminatedUnion('kind', [
  /** Asked for by its ids; the address that TikTok gives is good for a day. */
  z.object({
    kind: z.literal('direct'),
    conversationId: z.string(),
    mediaId: z.string(),
    mediaType: z.enum(['image', 'video']) satisfies z.ZodType<MediaReference['mediaType']>,
  }),
  /** A sticker's address, which the webhook carried, or that of a comment's image, which TikTok's list showed. */
  z.object({ kind: z.literal('address'), url: z.string() }),
]);
export type MediaSource = z.infer<typeof MediaSource>;

/** One picture or video that is to be kept. */
export interface MediaFetch extends AccountKey {
  /** Also the id under which it is stored. */
  readonly id: string;
  readonly channelId: string;
  /** TikTok's id of the message or comment. */
  readonly externalId: string;
  readonly source: MediaSource;
  /** Of real time. */
  readonly seenAt: Date;
  /** This one included. */
  readonly attempts: number;
}

/** What TikTok gave, or said, leaves nothing to fetch. The message is the reason that people read. */
export class MediaGone extends Error {
  override readonly name = 'MediaGone';
}

/** As long as TikTok keeps an uploaded file: until then an outage, or an account to be reconnected, loses nothing. */
const KEEP_TRYING_MS = 30 * 24 * 3_600_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
const GONE_STATUS = [404, 410];
const MB = 1024 ** 2;

export type Failure =
  /** Nothing failed: its turn has not come. */
  | { readonly kind: 'turn'; readonly afterMs: number }
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'again'; readonly afterMs: number };

/**
 * What a failed attempt means. Only what TikTok says for good ends the trying before its time.
 * @param realNow leases and waits are in real time
 */
export function decideOnFailure(error: unknown, fetch: MediaFetch, realNow: Date): Failure {
  if (error instanceof TikTokRateLimited) return { kind: 'turn', afterMs: error.retry.afterMs };
  const reason = reasonOf(error, fetch.source);
  if (reason !== null) return { kind: 'gone', reason };
  if (realNow.getTime() - fetch.seenAt.getTime() >= KEEP_TRYING_MS) {
    return { kind: 'gone', reason: 'TikTok did not give this file for 30 days.' };
  }
  return { kind: 'again', afterMs: Math.min(FIRST_WAIT_MS * 2 ** (fetch.attempts - 1), LONGEST_WAIT_MS) };
}

function reasonOf(error: unknown, source: MediaSource): string | null {
  if (error instanceof MediaGone) return error.message;
  if (error instanceof TooLarge) return `The file is larger than ${Math.floor(error.maxBytes / MB)} MB.`;
  if (error instanceof TikTokForeignAddress) return "The address of this file is none of TikTok's.";
  if (error instanceof TikTokRefused && isFinal(error)) return 'TikTok does not have this file.';
  if (error instanceof TikTokHttpError) {
    const isOver = GONE_STATUS.includes(error.status) || (error.status === 403 && source.kind !== 'direct');
    return isOver ? 'TikTok no longer has this file.' : null;
  }
  return error instanceof Rejection && error.code === 'not_found' ? 'The TikTok account is no longer here.' : null;
}

/** Permissions can be granted again; a wrong or deleted item stays so. */
const isFinal = ({ retry, reason }: TikTokRefused): boolean =>
  retry === 'never' && (reason === 'bad-request' || reason === 'not-found');
