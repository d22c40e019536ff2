import { type MessageView, type PostComment, PostCommentFilter, type TicketView } from '@duet/contracts';
import type { InfiniteData } from '@tanstack/react-query';
import { type Cursor, mergeMessage, patchTicket } from './live-patches.ts';
import type { Change } from './live-updates.ts';

/** Customers' comments under one post, newest first. */
export type CommentPages = InfiniteData<{ comments: PostComment[]; nextCursor: string | null }, Cursor>;

/**
 * The comments after the change. `missing`: a new one is among them, whose ticket must be asked for. What no longer meets
 * the filter stays until the list is read again: nothing is pulled away from under the pointer.
 */
export function patchComments(
  held: CommentPages,
  about: { videoId: string; show: PostCommentFilter },
  change: Change,
): { comments: CommentPages; gap: boolean; missing: boolean } {
  const { message } = change;
  const all = commentsOf(held);
  const known = all.find((one) => one.ticket?.id === change.ticketId || one.message.id === message?.id);
  if (!known) {
    const isNews = message !== null && belongs(message, about);
    return { comments: isNews ? withComment(held, message) : held, gap: false, missing: isNews };
  }
  const patched = known.ticket && patchTicket(known.ticket, change);
  const merged = message?.id === known.message.id ? mergeMessage(known.message, message) : known.message;
  if ((patched?.ticket ?? null) === known.ticket && merged === known.message)
    return { comments: held, gap: patched?.gap ?? false, missing: false };
  const next = { message: merged, ticket: patched?.ticket ?? null };
  return {
    comments: mapComments(held, (one) => (one === known ? next : one)),
    gap: patched?.gap ?? false,
    missing: false,
  };
}

/** The comments with this ticket as the server just answered it. */
export const placeCommentTicket = (held: CommentPages, ticket: TicketView): CommentPages =>
  mapComments(held, (one) =>
    one.message.id === ticket.subjectMessageId && (one.ticket?.sequence ?? -1) <= ticket.sequence
      ? { ...one, ticket }
      : one,
  );

/** Each comment once, newest first. */
export const commentsOf = (held: CommentPages): PostComment[] => [
  ...new Map(held.pages.flatMap((page) => page.comments).map((one) => [one.message.id, one])).values(),
];

function belongs({ direction, comment }: MessageView, about: { videoId: string; show: PostCommentFilter }): boolean {
  if (direction !== 'in' || comment?.videoId !== about.videoId) return false;
  return about.show !== 'hidden' || comment.moderation.visibility === 'hidden';
}

/** One that is older than all that is loaded waits for its page. */
function withComment(held: CommentPages, message: MessageView): CommentPages {
  const goesBefore = ({ message: other }: PostComment) => other.sentAt <= message.sentAt;
  const found = held.pages.findIndex((page) => page.comments.some(goesBefore));
  if (found < 0 && held.pages.at(-1)?.nextCursor) return held;
  const at = found < 0 ? held.pages.length - 1 : found;
  const pages = held.pages.map((page, index) => {
    if (index !== at) return page;
    const place = page.comments.findIndex(goesBefore);
    const comments = page.comments.toSpliced(place < 0 ? page.comments.length : place, 0, { message, ticket: null });
    return { ...page, comments };
  });
  return { ...held, pages };
}

const mapComments = (held: CommentPages, change: (one: PostComment) => PostComment): CommentPages => ({
  ...held,
  pages: held.pages.map((page) => ({ ...page, comments: page.comments.map(change) })),
});

export const firstPageOf = (held: CommentPages | undefined): CommentPages | undefined =>
  held && { pages: held.pages.slice(0, 1), pageParams: held.pageParams.slice(0, 1) };
