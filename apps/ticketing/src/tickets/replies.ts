import type { MessageView } from '@duet/contracts';

/** Who has answered whom, by the platform's times. */
export interface Replies {
  /** Our first answer. */
  readonly firstAt: Date | null;
  /** Our last answer. */
  readonly lastAt: Date | null;
  /** When the customer wrote what is not answered yet, earliest first. */
  readonly waiting: readonly Date[];
}

export const noReplies: Replies = { firstAt: null, lastAt: null, waiting: [] };

/** Of a longer monologue the newest are forgotten, save the very last. */
const MOST_WAITING = 20;

/**
 * After a message, in whichever order messages come. What TikTok sends by itself answers nobody; of one millisecond our
 * answer counts as the later.
 */
export function afterMessage(replies: Replies, { direction, source, sentAt }: MessageView): Replies {
  const at = new Date(sentAt);
  if (direction === 'in') {
    if (replies.lastAt && at <= replies.lastAt) return replies;
    const waiting = [...replies.waiting, at].toSorted((a, b) => a.getTime() - b.getTime());
    return { ...replies, waiting: waiting.length > MOST_WAITING ? waiting.toSpliced(-2, 1) : waiting };
  }
  if (direction === 'note' || source === 'automatic') return replies;
  const lastAt = replies.lastAt && replies.lastAt > at ? replies.lastAt : at;
  return {
    firstAt: replies.firstAt && replies.firstAt < at ? replies.firstAt : at,
    lastAt,
    waiting: replies.waiting.filter((asked) => asked > lastAt),
  };
}
