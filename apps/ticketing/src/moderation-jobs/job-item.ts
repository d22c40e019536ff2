import type { CommentModerated, DataOf, JobAction } from '@duet/contracts';
import { type Refusal, refusal } from './job.ts';

/**
 * `waiting` for its turn; `sent` to moderation; `accepted` by TikTok and not in effect yet; then how it ended. `dropped`:
 * the job was cancelled before.
 */
export type ItemState = 'waiting' | 'sent' | 'accepted' | 'done' | 'failed' | 'skipped' | 'dropped';

/** One comment of a job that was handed to moderation. */
export interface SentItem {
  readonly workspaceId: string;
  readonly jobId: string;
  readonly place: number;
  readonly action: JobAction;
  readonly channelId: string;
  readonly commentId: string;
  readonly state: ItemState;
  readonly refusal: Refusal | null;
  readonly version: number;
  /** The newest news that showed the comment otherwise than the job wants it. */
  readonly contraryVersion: number;
  readonly overtaken: boolean;
}

type News = Pick<DataOf<typeof CommentModerated>, 'confirmed' | 'pending' | 'failure' | 'version'>;

const target = { hide: 'hidden', unhide: 'public' } as const;

/**
 * What moderation's news say of an item: in effect, refused by TikTok, or, once it was in effect, that it is so no longer.
 * News of before the item was sent say nothing; the others are merged in any order.
 */
export function decideOnNews(item: SentItem, { confirmed, pending, failure, version }: News): SentItem {
  if (version <= item.version) return item;
  const isContrary = confirmed !== null && confirmed !== target[item.action];
  if (item.state === 'done') return isContrary ? { ...item, overtaken: true } : item;
  if (item.state !== 'sent' && item.state !== 'accepted') return item;
  if (confirmed === 'deleted') return { ...item, state: 'failed', refusal: refusal('comment_deleted') };
  const seen = isContrary ? { ...item, contraryVersion: Math.max(item.contraryVersion, version) } : item;
  if (pending !== null) return seen;
  if (failure?.action === item.action) {
    const { code, reason } = failure;
    return { ...seen, state: 'failed', refusal: { code, reason } };
  }
  if (confirmed !== target[item.action]) return seen;
  return { ...item, state: 'done', version, overtaken: item.contraryVersion > version };
}
