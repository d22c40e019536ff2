import {
  type Author,
  type CommentView,
  type Content,
  type DataOf,
  type DeliveryView,
  iso,
  type MediaView,
  type MessageSent,
  type MessageView,
  type ModerationView,
  type ReferenceView,
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
  /** TikTok's id of the earlier message that this one answers. */
  readonly referencedId: string | null;
  readonly sentAt: Date;
  readonly source: MessageView['source'];
  readonly comment: { readonly videoId: string; readonly parentCommentId: string | null } | null;
  readonly delivery: DeliveryView | null;
}

/** What stands around a message: the earlier one it answers, and what was put on it. */
export type Around = Pick<MessageView, 'reference' | 'reactions'>;

/** A message as those that answer it show it. */
export type Quoted = Pick<Message, 'id' | 'channelId' | 'direction' | 'content' | 'externalId'>;

/** @param held earlier messages that are held here */
export function referenceView(
  { channelId, referencedId }: Pick<Message, 'channelId' | 'referencedId'>,
  held: readonly Quoted[] = [],
): ReferenceView | null {
  if (referencedId === null) return null;
  const found = held.find((one) => one.channelId === channelId && one.externalId === referencedId);
  if (!found || found.direction === 'note') return { externalId: referencedId, message: null };
  const { id, direction, content } = found;
  return { externalId: referencedId, message: { id, direction, content } };
}

/** A comment that TikTok has. */
export type Comment = Message & { readonly externalId: string; readonly comment: NonNullable<Message['comment']> };

export const isOnPlatform = (message: Message): message is Comment =>
  message.comment !== null && message.externalId !== null;

/** What is known of a comment besides its own row. */
export type KnownOfComment = Pick<CommentView, 'moderation' | 'edit' | 'replacedBy'>;

const visible: ModerationView = { visibility: 'public', pending: null, failure: null, review: null };
const nothing: KnownOfComment = { moderation: visible, edit: null, replacedBy: null };

/**
 * @param known of a comment; one that nothing is known of is public
 * @param media what became of the file of somebody else's message; an image of ours is in our storage from the start
 */
export const messageView = (
  message: Message,
  known: Partial<KnownOfComment> = {},
  media: MediaView | null = null,
  around: Around = { reference: referenceView(message), reactions: [] },
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
  ...around,
  comment: message.comment ? { ...message.comment, ...nothing, ...known } : null,
});

const uploadOf = (content: Content): MediaView | null =>
  content.type === 'image' && content.upload ? { state: 'stored', ...content.upload } : null;

/**
 * TikTok's id and time of a message that was sent. What its echo or list says stands above the time of our own clock
 * and above a person's word, in whichever order they come. Null when the news is nothing new.
 */
export function newerProof(
  known: Pick<Message, 'externalId' | 'sentAt' | 'delivery'>,
  news: Pick<DataOf<typeof MessageSent>, 'externalId' | 'sentAt' | 'provenBy'>,
): { externalId: string; sentAt: Date } | null {
  const proof = { externalId: news.externalId, sentAt: new Date(news.sentAt) };
  if (known.delivery?.status !== 'sent') return proof;
  if (news.provenBy !== 'echo' && news.provenBy !== 'list') return null;
  const isKnown = known.externalId === proof.externalId && known.sentAt.getTime() === proof.sentAt.getTime();
  return isKnown ? null : proof;
}

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
