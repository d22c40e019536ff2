import { clip } from '../media/clip.ts';
import { readImage } from '../media/image-file.ts';
import { picture } from '../media/picture.ts';
import type { Conversation, MessageBody } from '../messages/entities.ts';
import { emit, type NewMessage, partiesOf, receive } from '../messages/messenger.ts';
import { reactionsOf, webhookParties } from '../messages/wire.ts';
import type { Platform } from '../platform/platform.ts';
import type { Action, ActionResult, DirectMessage, Pair } from './actions.ts';
import { accountNamed, conversationBetween, customerNamed } from './parties.ts';
import { ControlRefusal, found } from './refusal.ts';

type Of<Kind extends Action['do']> = Extract<Action, { do: Kind }>;

export function writeDirectMessage(platform: Platform, action: Of<'dm'>): ActionResult {
  const conversation = conversationOf(platform, action);
  const type = action.type ?? 'TEXT';
  const body = bodyOf(platform, conversation.openId, type, action);
  return shown(conversation, platform, { type, body, referencedMessageId: action.quote });
}

export function tapButton(platform: Platform, action: Of<'tap_button'>): ActionResult {
  const conversation = conversationOf(platform, action);
  const message = found(platform.messages.find(action.messageId), `message ${action.messageId}`);
  const body: MessageBody = JSON.parse(message.body);
  const button = found(body.template?.buttons[action.button], `button ${action.button}`);
  return shown(conversation, platform, {
    type: 'TEXT',
    body: { text: button.title },
    buttonPayload: { reply_source_msg_id: message.messageId, reply_source_unique_id: button.id ?? '' },
  });
}

export function react(platform: Platform, action: Of<'react'>): ActionResult {
  const conversation = conversationOf(platform, action);
  const message = found(platform.messages.find(action.messageId), `message ${action.messageId}`);
  const parties = partiesOf(platform, conversation);
  const { uniqueIdentifier } = parties.customer;
  const at = platform.clock.now();
  const isSame = (one: { emoji: string }) => one.emoji === action.emoji;
  const others = reactionsOf(message).filter((reaction) => !isSame(reaction));
  const reactions = action.remove ? others : [...others, { emoji: action.emoji, uniqueIdentifier, at }];
  platform.messages.saveReactions({ ...message, reactions: JSON.stringify(reactions) });
  const reaction = {
    operation: action.remove ? 'REMOVE' : 'ADD',
    type: 'EMOJI',
    emoji: action.emoji,
    unique_identifier: uniqueIdentifier,
    timestamp: at,
    original_msg_id: message.messageId,
  };
  const content = {
    timestamp: at,
    ...webhookParties(parties, 'in'),
    conversation_id: conversation.conversationId,
    message_id: platform.ids.message(),
    type: 'reaction',
    reaction: [reaction],
  };
  emit(platform, conversation.openId, 'im_receive_msg', at, content, 0);
  return { conversationId: conversation.conversationId, at };
}

/** Reads up to the last message of the business; without one TikTok has nothing to report. */
export function openThread(platform: Platform, action: Of<'open_thread'>): ActionResult {
  const conversation = conversationOf(platform, action);
  const lastRead = platform.messages.lastSentAt(conversation.conversationId);
  if (lastRead === null) return { conversationId: conversation.conversationId };
  const at = platform.clock.now();
  const content = {
    ...webhookParties(partiesOf(platform, conversation), 'in'),
    conversation_id: conversation.conversationId,
    timestamp: at,
    read: { last_read_timestamp: lastRead },
  };
  emit(platform, conversation.openId, 'im_mark_read_msg', at, content, 0);
  return { conversationId: conversation.conversationId, lastRead };
}

/** TikTok reports no block; the next send is refused. */
export function block(platform: Platform, action: Of<'block'>): ActionResult {
  const conversation = conversationOf(platform, action);
  platform.conversations.save({ ...conversation, blocked: action.blocked ? 1 : 0 });
  return { conversationId: conversation.conversationId };
}

/** @throws ControlRefusal for an account that takes no direct messages */
export function conversationOf(platform: Platform, { account, customer }: Pair): Conversation {
  const owner = accountNamed(platform, account);
  if (owner.kind !== 'BUSINESS') throw new ControlRefusal(409, `${owner.username} is not a business account`);
  return conversationBetween(platform, owner, customerNamed(platform, customer));
}

function shown(conversation: Conversation, platform: Platform, draft: NewMessage): ActionResult {
  const { messageId, at } = receive(platform, conversation, draft);
  return { conversationId: conversation.conversationId, messageId, at };
}

function bodyOf(
  platform: Platform,
  openId: string,
  type: NonNullable<DirectMessage['type']>,
  { text, imageBase64, itemId }: DirectMessage,
): MessageBody {
  switch (type) {
    case 'TEXT':
      return { text: found(text, 'text') };
    case 'IMAGE':
      return { mediaId: storeImage(platform, openId, imageBase64) };
    case 'VIDEO':
      return { mediaId: store(platform, openId, 'VIDEO', 'video/mp4', clip()) };
    case 'STICKER':
      return { url: platform.urls.sticker(platform.ids.media()) };
    case 'EMOJI':
      return { url: platform.urls.emoji(platform.ids.media()) };
    case 'SHARE_POST':
      return { itemId: itemId ?? platform.ids.post() };
    case 'OTHER':
      return {};
  }
}

function storeImage(platform: Platform, openId: string, imageBase64: string | undefined): string {
  const content =
    imageBase64 === undefined ? picture(platform.ids.media(), 320, 240) : Buffer.from(imageBase64, 'base64');
  const image = readImage(content);
  if (!image) throw new ControlRefusal(400, 'imageBase64 is not a PNG, JPEG or WebP');
  return store(platform, openId, 'IMAGE', image.mime, content);
}

function store(platform: Platform, openId: string, kind: 'IMAGE' | 'VIDEO', mime: string, content: Buffer): string {
  const mediaId = platform.ids.media();
  platform.media.insert({ mediaId, openId, kind, mime, content, createdAt: platform.clock.now() });
  return mediaId;
}
