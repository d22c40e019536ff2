import {
  type Author,
  type Content,
  type DeliveryView,
  iso,
  type MediaView,
  type MessageView,
  type ModerationView,
} from '@duet/contracts';

/** A message or comment in a thread, incoming, outgoing or an internal note. */
export interface Message {
  readonly workspaceId: string;
  readonly id: string;
  readonly conversationId: string;
  readonly ticketId: string | null;
  readonly channelId: string;
  readonly direction: 'in' | 'out' | 'note';
  /** TikTok's id; null on notes and on what TikTok has not taken yet. */
  readonly externalId: string | null;
  readonly author: Author;
  readonly content: Content;
  readonly sentAt: Date;
  readonly source: MessageView['source'];
  readonly comment: { readonly videoId: string; readonly parentCommentId: string | null } | null;
  readonly delivery: DeliveryView | null;
}

const visible: ModerationView = { visibility: 'public', pending: null, failure: null };

/**
 * @param moderation what is known of a comment's visibility; a comment nothing is known of is public
 * @param media what became of the file of somebody else's message; an image of ours is in our storage from the start
 */
export const messageView = (
  message: Message,
  moderation: ModerationView = visible,
  media: MediaView | null = null,
): MessageView => ({
  id: message.id,
  ticketId: message.ticketId,
  conversationId: message.conversationId,
  direction: message.direction,
  author: message.author,
  content: message.content,
  media: uploadOf(message.content) ?? media,
  sentAt: iso(message.sentAt.getTime()),
  externalId: message.externalId,
  source: message.source,
  delivery: message.delivery,
  comment: message.comment ? { ...message.comment, moderation } : null,
});

const uploadOf = (content: Content): MediaView | null =>
  content.type === 'image' && content.upload ? { state: 'stored', ...content.upload } : null;

const rank: Readonly<Record<DeliveryView['status'], number>> = { queued: 0, unconfirmed: 1, failed: 2, sent: 3 };

/**
 * The newer of two delivery states: by attempt, then queued < unconfirmed < failed < sent. `sent` wins over everything,
 * since TikTok has the message, whatever was believed (H14). Null when the news is old.
 */
export function newerDelivery(known: DeliveryView, news: DeliveryView): DeliveryView | null {
  if (known.status === 'sent') return null;
  if (news.status === 'sent') return news;
  if (news.attempt !== known.attempt) return news.attempt > known.attempt ? news : null;
  if (rank[news.status] > rank[known.status]) return news;
  const isNewWait = news.status === 'queued' && known.status === 'queued' && news.waitingFor !== known.waitingFor;
  return isNewWait ? news : null;
}
