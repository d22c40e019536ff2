import {
  CommentEchoed,
  CommentReceived,
  CommentVisibilityReported,
  type Content,
  ConversationRead,
  CustomerReferred,
  iso,
  MessageEchoed,
  MessageReacted,
  MessageReceived,
  type MessageDefinition,
  type Origin,
  type Referral,
  type Side,
  type Visibility,
} from '@duet/contracts';
import type { Comment, DirectMessage, MessageContent, ParsedWebhook, WebhookData } from '@duet/tiktok-api';
import { wasAway } from '../routing/away.ts';
import type { OpenRoute, Route } from '../routing/route.store.ts';

export interface Fact {
  readonly definition: MessageDefinition;
  readonly workspaceId: string;
  readonly personKey: string | null;
  readonly data: unknown;
}

/** What becomes of one webhook. */
export type Outcome =
  | { readonly state: 'normalized'; readonly facts: readonly Fact[] }
  | { readonly state: 'ignored'; readonly reason: string }
  | { readonly state: 'unrouted'; readonly reason: string }
  | { readonly state: 'unparsable'; readonly reason: string }
  /** Who wrote the comment is not known yet: channels must look (H12). */
  | { readonly state: 'waiting'; readonly reason: string; readonly comment: CommentUpdate; readonly route: Route };

export type CommentUpdate = WebhookData<'comment.update'>;

/** Whose comment it is, where that had to be looked up. */
export type CommentAuthor = 'account' | 'customer';

/**
 * Turns a webhook into facts. Pure: the same webhook and routes give the same facts.
 * @param routes the connected channels of the webhook's account
 */
export function normalize(webhook: ParsedWebhook, routes: readonly OpenRoute[], author?: CommentAuthor): Outcome {
  if (webhook.event === 'unparsable') return { state: 'unparsable', reason: webhook.reason };
  if (webhook.event === 'unknown') return { state: 'ignored', reason: `the event ${webhook.name} is not known` };
  const route = routeFor(webhook, routes);
  if (!route) return { state: 'unrouted', reason: `no connected ${channelTypeOf(webhook)} channel for this account` };
  const origin = originOf(webhook.createdAtMs, route);
  switch (webhook.event) {
    case 'im_receive_msg':
      return received(webhook.data, route, origin);
    case 'im_send_msg':
      return echoed(webhook.data, route, origin);
    case 'im_mark_read_msg':
      if (webhook.data.from?.id === route.openId) return { state: 'ignored', reason: 'read by the account itself' };
      return facts(route, ConversationRead, null, {
        ...place(route, origin),
        conversationId: webhook.data.conversationId,
        readUpTo: iso(webhook.data.readUpToMs),
      });
    case 'im_referral_msg':
      return referred(webhook.data, route, origin);
    case 'comment.update':
      return comment(webhook.data, route, origin, author);
    default:
      return { state: 'ignored', reason: `the event ${webhook.event} has no effect here` };
  }
}

const channelTypeOf = ({ event }: ParsedWebhook) => (event === 'comment.update' ? 'tiktok_feed' : 'tiktok_messenger');

/** The channel that takes this event, among those of its account. */
export const routeFor = (webhook: ParsedWebhook, routes: readonly OpenRoute[]): OpenRoute | undefined =>
  routes.find(({ channelType }) => channelType === channelTypeOf(webhook));

/** OPEN-20: what was written while the channel was disconnected is history. */
const originOf = (atMs: number, { away }: OpenRoute): Origin => (away && wasAway(atMs, away) ? 'imported' : 'live');

const place = (route: Route, origin: Origin) => ({ accountId: route.accountId, channelId: route.channelId, origin });

const facts = (route: Route, definition: MessageDefinition, personKey: string | null, data: unknown): Outcome => ({
  state: 'normalized',
  facts: [{ definition, workspaceId: route.workspaceId, personKey, data }],
});

/** The fact of a customer's direct message, or of what a customer put on one. */
export function received(message: DirectMessage, route: Route, origin: Origin): Outcome {
  const customer = message.from;
  if (message.content.type === 'reaction') return reacted(message, message.content, 'customer', route, origin);
  return facts(route, MessageReceived, customer.id, {
    ...place(route, origin),
    conversationId: message.conversationId,
    messageId: message.messageId,
    sentAt: iso(message.sentAtMs),
    sender: { id: customer.id, username: customer.username },
    content: contentOf(message.content),
    referencedMessageId: message.referencedMessageId,
  });
}

/** The fact of a direct message that left the business side, or of what the business put on one. */
export function echoed(message: DirectMessage, route: Route, origin: Origin): Outcome {
  if (message.content.type === 'reaction') return reacted(message, message.content, 'business', route, origin);
  const source =
    message.autoMessageType !== null || message.source === 'others' ? 'automatic' : (message.source ?? 'unknown');
  return facts(route, MessageEchoed, message.to.id, {
    ...place(route, origin),
    conversationId: message.conversationId,
    messageId: message.messageId,
    sentAt: iso(message.sentAtMs),
    recipient: { id: message.to.id, username: message.to.username },
    content: contentOf(message.content),
    source,
  });
}

function reacted(
  { from, to, conversationId, sentAtMs }: DirectMessage,
  { reactions }: Extract<MessageContent, { type: 'reaction' }>,
  by: Side,
  route: Route,
  origin: Origin,
): Outcome {
  const told = reactions.flatMap(({ originalMessageId: messageId, operation, emoji, aiEmojiUrl: url, reactedAtMs }) => {
    if (messageId === null || (emoji === null && url === null)) return [];
    const reactedAt = iso(reactedAtMs ?? sentAtMs);
    const data = { ...place(route, origin), conversationId, messageId, by, operation, emoji, url, reactedAt };
    const personKey = by === 'customer' ? from.id : to.id;
    return [{ definition: MessageReacted, workspaceId: route.workspaceId, personKey, data }];
  });
  if (told.length === 0) return { state: 'ignored', reason: 'a reaction that names no message or shows nothing' };
  return { state: 'normalized', facts: told };
}

function referred(opened: WebhookData<'im_referral_msg'>, route: Route, origin: Origin): Outcome {
  const referral = referralOf(opened);
  if (!referral) return { state: 'ignored', reason: 'a referral that names neither an ad nor a link' };
  const { conversationId, from } = opened;
  return facts(route, CustomerReferred, from?.id ?? null, { ...place(route, origin), conversationId, referral });
}

function referralOf({ referral: { ad, shortLink }, occurredAtMs }: WebhookData<'im_referral_msg'>): Referral | null {
  const referredAt = iso(occurredAtMs);
  if (ad) {
    const { advertiserId, adId, adName, embedUrl: url } = ad;
    return { source: 'ad', advertiserId, adId, adName, url, referredAt };
  }
  if (!shortLink) return null;
  return { source: 'link', ref: shortLink.ref, prefilledMessage: shortLink.prefilledMessage, referredAt };
}

const visibilities: Readonly<Record<Exclude<CommentUpdate['action'], 'insert'>, Visibility>> = {
  delete: 'deleted',
  set_to_hidden: 'hidden',
  set_to_friends_only: 'friends_only',
  set_to_public: 'public',
};

function comment(update: CommentUpdate, route: Route, origin: Origin, author: CommentAuthor | undefined): Outcome {
  const about = {
    ...place(route, origin),
    commentId: update.commentId,
    videoId: update.videoId,
    parentCommentId: update.parentCommentId,
  };
  if (update.action !== 'insert') {
    return facts(route, CommentVisibilityReported, null, {
      ...about,
      visibility: visibilities[update.action],
      reportedAt: iso(update.occurredAtMs),
    });
  }
  const writtenBy = author ?? authorOf(update, route);
  if (!writtenBy)
    return { state: 'waiting', reason: 'who wrote this comment is not known yet', comment: update, route };
  return written({ ...update, createdAtMs: update.occurredAtMs }, route, origin, writtenBy);
}

/** A comment as an event or a list tells it. */
export type WrittenComment = Pick<
  Comment,
  'commentId' | 'videoId' | 'parentCommentId' | 'uniqueIdentifier' | 'text' | 'createdAtMs'
> &
  Partial<Pick<Comment, 'imageUrl'>>;

/** The fact of a comment whose author is known to be the account or a customer. */
export function written(comment: WrittenComment, route: Route, origin: Origin, writtenBy: CommentAuthor): Outcome {
  const { commentId, videoId, parentCommentId, text, imageUrl, createdAtMs } = comment;
  const authorId = comment.uniqueIdentifier ?? 'unknown';
  const postedAt = iso(createdAtMs);
  const told = { ...place(route, origin), commentId, videoId, parentCommentId, authorId, text, postedAt };
  return writtenBy === 'account'
    ? facts(route, CommentEchoed, null, told)
    : facts(route, CommentReceived, authorId, { ...told, imageUrl });
}

function authorOf(update: CommentUpdate, route: Route): CommentAuthor | null {
  if (route.commentAuthorId === null) return null;
  return update.uniqueIdentifier === route.commentAuthorId ? 'account' : 'customer';
}

const cardKinds = { 'button-card': 'callback', 'link-card': 'url' } as const;

function contentOf(content: Exclude<MessageContent, { type: 'reaction' }>): Content {
  switch (content.type) {
    case 'text':
      return { type: 'text', text: content.text };
    case 'image':
      return { type: 'image', platformMediaId: content.mediaId, url: null };
    case 'video':
      return { type: 'video', platformMediaId: content.mediaId };
    case 'sticker':
    case 'emoji':
      return { type: content.type, url: content.url };
    case 'share-post':
      return {
        type: 'shared_post',
        postId: content.videoId,
        url: content.embedUrl ?? `https://www.tiktok.com/player/v1/${content.videoId ?? ''}`,
      };
    case 'template': {
      const [card] = content.cards;
      const title = card?.title ?? '';
      const buttons = card?.buttons.map((button) => button.title ?? '') ?? [];
      const kind = content.templateType && cardKinds[content.templateType];
      return { type: 'card', title, buttons, ...(kind ? { kind } : {}) };
    }
    case 'unsupported':
      return { type: 'unsupported', original: content.original };
  }
}
