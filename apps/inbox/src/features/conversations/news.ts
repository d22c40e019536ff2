import type { MessageView, TicketView } from '@duet/contracts';
import { previewOf } from '../../lib/content-words.ts';
import { authorName } from './author.ts';
import { deliveryWords, isSeen, moderationWords, visibilityWords } from './state-words.ts';
import { strings } from './strings.ts';

/** A thread as it stood at one time. */
export interface Heard {
  ticket: TicketView;
  messages: readonly MessageView[];
}

/**
 * What has come about in a thread, in words for who listens: what others wrote after the last message known before, and how
 * messages stand now. What the listener wrote is not read back to them.
 */
export function newsOf(before: Heard, { ticket, messages }: Heard, listener: string): string[] {
  const known = new Map(before.messages.map((message) => [message.id, message]));
  const last = messages.findLastIndex(({ id }) => known.has(id));
  if (last === -1 && before.messages.length > 0) return [];
  const news = messages.flatMap((message, index) => {
    const earlier = known.get(message.id);
    const said = earlier ? standing(earlier, before.ticket) : [];
    const words = standing(message, ticket).filter((line) => !said.includes(line));
    if (earlier || (index > last && message.author.id === listener)) return words;
    return index > last ? [`${authorName(message, ticket)}: ${previewOf(message.content)}`, ...words] : [];
  });
  return [...new Set(news)];
}

function standing(message: MessageView, { seenUpTo }: TicketView): string[] {
  const { delivery, comment, direction } = message;
  const lines = [
    delivery && (isSeen(message, seenUpTo) ? strings.delivery.seen : deliveryWords(delivery)),
    comment && visibilityWords(comment.moderation, direction),
    comment && moderationWords(comment.moderation),
    comment?.moderation.review && strings.review[comment.moderation.review],
    comment?.edit && comment.edit.state !== 'done' && strings.editing[comment.edit.state],
  ];
  return lines.filter((line): line is string => Boolean(line));
}
