import type { Data } from '../gateway/endpoint.ts';
import type { Platform } from '../platform/platform.ts';
import { sendsBareSignal, sendsNothing } from '../platform/regions.ts';
import type { Conversation, Message, MessageBody, MessageType } from './entities.ts';
import { type Parties, webhookMessage } from './wire.ts';

export interface NewMessage {
  type: MessageType;
  body: MessageBody;
  referencedMessageId?: string | undefined;
  buttonPayload?: { reply_source_msg_id: string; reply_source_unique_id: string };
}

export function partiesOf(platform: Platform, conversation: Conversation): Parties {
  const account = platform.accounts.find(conversation.openId);
  const customer = platform.customers.find(conversation.customerId);
  if (!account || !customer) throw new Error(`conversation ${conversation.conversationId} has lost a side`);
  return { account, customer };
}

/** Stores a customer's message, opens or renews the window, and emits what TikTok emits for that customer's region. */
export function receive(platform: Platform, conversation: Conversation, draft: NewMessage): Message {
  const message = append(platform, conversation, draft, 'in', 'APP');
  const answeredBack = conversation.answeredBack || platform.messages.lastSentAt(conversation.conversationId) !== null;
  platform.conversations.save({
    ...conversation,
    lastInboundAt: message.at,
    lastInboundSeq: message.seq,
    updatedAt: message.at,
    unread: conversation.unread + 1,
    answeredBack: answeredBack ? 1 : 0,
  });
  emitInbound(platform, conversation, message);
  return message;
}

/** Stores a message of the business. The echo is the caller's. */
export function send(
  platform: Platform,
  conversation: Conversation,
  draft: NewMessage,
  source: 'API' | 'APP',
): Message {
  const message = append(platform, conversation, draft, 'out', source);
  platform.conversations.save({ ...conversation, type: 'SINGLE', updatedAt: message.at });
  return message;
}

/** @returns the delivery's id, if anybody is subscribed */
export function emitEcho(platform: Platform, conversation: Conversation, message: Message, delayMs: number) {
  const content = webhookMessage(message, partiesOf(platform, conversation));
  return emit(platform, conversation.openId, 'im_send_msg', message.at, content, delayMs);
}

export function emit(
  platform: Platform,
  openId: string,
  event: string,
  at: number,
  content: Data,
  delayMs: number,
): number | undefined {
  return platform.outbox.emit({
    eventType: 'DIRECT_MESSAGE',
    event,
    openId,
    at,
    content: JSON.stringify(content),
    delayMs,
  });
}

function emitInbound(platform: Platform, conversation: Conversation, message: Message): void {
  const parties = partiesOf(platform, conversation);
  const { openId, username } = parties.account;
  if (sendsNothing(parties.customer.region)) return;
  if (platform.settings.current.strangersWait && conversation.type === 'STRANGER') return;
  const delayMs = platform.randomWithin(platform.settings.current.customerEventDelay);
  if (sendsBareSignal(parties.customer.region)) {
    const signal = { to: username, to_user: { id: openId, role: 'business_account' }, timestamp: message.at };
    emit(platform, openId, 'im_receive_msg_eu', message.at, signal, delayMs);
    return;
  }
  emit(platform, openId, 'im_receive_msg', message.at, webhookMessage(message, parties), delayMs);
}

function append(
  platform: Platform,
  conversation: Conversation,
  draft: NewMessage,
  direction: 'in' | 'out',
  source: 'API' | 'APP',
): Message {
  return platform.messages.insert({
    messageId: platform.ids.message(),
    conversationId: conversation.conversationId,
    openId: conversation.openId,
    at: nextTimestamp(conversation.updatedAt, platform.clock.now()),
    direction,
    source,
    type: draft.type,
    body: JSON.stringify(draft.body),
    referencedMessageId: draft.referencedMessageId ?? null,
    buttonPayload: draft.buttonPayload ? JSON.stringify(draft.buttonPayload) : null,
    reactions: '[]',
  });
}

/** Messages of one conversation never share a millisecond, unless the clock was set back. */
function nextTimestamp(previous: number, now: number): number {
  return previous >= now && previous - now < 1000 ? previous + 1 : now;
}
