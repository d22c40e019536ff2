import { Answer, type AccountCall, type AccountEndpoint, type Data } from '../gateway/endpoint.ts';
import type { Params } from '../gateway/params.ts';
import { refuse } from '../gateway/refusal.ts';
import type { Platform } from '../platform/platform.ts';
import { imagesAllowed } from '../platform/regions.ts';
import type { Conversation, Message } from './entities.ts';
import { emitEcho, type NewMessage, partiesOf, send } from './messenger.ts';
import { readTemplate } from './template.ts';
import { maySend, windowEndsAt } from './window.ts';

const sendTypes = ['TEXT', 'IMAGE', 'SHARE_POST', 'TEMPLATE', 'SENDER_ACTION'] as const;
const maxTextCharacters = 6000;
const mediaLifetimeMs = 30 * 86_400_000;
const quotable = ['TEXT', 'IMAGE', 'SHARE_POST'];
const blockFields = { TEXT: 'text', IMAGE: 'image', SHARE_POST: 'share_post', TEMPLATE: 'template' } as const;

/** Portal doc 1832184403754242. `direct_reply` is absent. */
export const sendMessage: AccountEndpoint = {
  method: 'POST',
  path: '/business/message/send/',
  caller: 'account',
  scope: 'message.list.send',
  messaging: true,
  perform(platform, call) {
    const { params } = call;
    if (params.has('direct_reply')) refuse(40001, 'Comment-to-Message is not enabled for this account.');
    params.oneOf('recipient_type', ['CONVERSATION']);
    const conversation = platform.conversations.find(params.text('recipient'));
    if (!conversation || conversation.openId !== call.account.openId) {
      return refuse(40002, 'Param recipient is invalid.');
    }
    const type = params.oneOf('message_type', sendTypes);
    if (type === 'SENDER_ACTION') return performSenderAction(platform, call, conversation);
    refuseOtherBlocks(params, blockFields[type]);
    const draft = readDraft(platform, call, conversation, type);
    checkRules(platform, conversation, draft);
    const message = send(platform, conversation, draft, 'API');
    platform.ledger.record({
      kind: 'message.send',
      account: call.account.openId,
      tokenFingerprint: call.tokenFingerprint,
      target: { conversationId: conversation.conversationId, customerId: conversation.customerId, type },
      ...(draft.body.text !== undefined && { text: draft.body.text }),
      result: { messageId: message.messageId, timestamp: message.at },
    });
    return answerWithEcho(platform, conversation, message);
  },
};

function performSenderAction(platform: Platform, call: AccountCall, conversation: Conversation): Data {
  const action = call.params.oneOf('sender_action', ['TYPING', 'MARK_READ']);
  if (action === 'MARK_READ') platform.conversations.save({ ...conversation, unread: 0 });
  platform.ledger.record({
    kind: action === 'TYPING' ? 'message.typing' : 'message.mark_read',
    account: call.account.openId,
    tokenFingerprint: call.tokenFingerprint,
    target: { conversationId: conversation.conversationId },
    result: {},
  });
  return { message: { message_id: '' } };
}

function refuseOtherBlocks(params: Params, own: string): void {
  for (const field of Object.values(blockFields)) {
    if (field !== own && params.has(field)) refuse(40002, `${field}: one message carries one kind of content`);
  }
}

function readDraft(
  platform: Platform,
  { params, account }: AccountCall,
  conversation: Conversation,
  type: keyof typeof blockFields,
): NewMessage {
  const block =
    params.object(blockFields[type]) ?? refuse(40002, `${blockFields[type]}: Missing data for required field`);
  const quote = params.object('referenced_message_info');
  if (quote && type !== 'TEXT') refuse(40002, 'referenced_message_info: only with TEXT');
  switch (type) {
    case 'TEXT': {
      const text = block.text('body');
      if ([...text].length > maxTextCharacters) refuse(40002, `text.body: at most ${maxTextCharacters} characters`);
      return { type, body: { text }, referencedMessageId: quote && readQuote(platform, conversation, quote) };
    }
    case 'IMAGE': {
      const mediaId = block.text('media_id');
      const media = platform.media.find(mediaId);
      const usable = media?.openId === account.openId && platform.clock.now() < media.createdAt + mediaLifetimeMs;
      return usable ? { type, body: { mediaId } } : refuse(40002, 'image.media_id: invalid or expired');
    }
    case 'SHARE_POST': {
      const itemId = block.id('item_id');
      const isOwn = platform.posts.find(itemId)?.openId === account.openId;
      return isOwn ? { type, body: { itemId } } : refuse(40002, 'share_post.item_id: not a post of this account');
    }
    case 'TEMPLATE':
      return { type, body: { template: readTemplate(block) } };
  }
}

function readQuote(platform: Platform, { conversationId }: Conversation, quote: Params): string {
  const message = platform.messages.find(quote.text('referenced_message_id'));
  if (message?.conversationId !== conversationId || !quotable.includes(message.type)) {
    return refuse(40002, 'referenced_message_info.referenced_message_id: not a message that can be quoted');
  }
  return message.messageId;
}

function checkRules(platform: Platform, conversation: Conversation, draft: NewMessage): void {
  const { conversationId, lastInboundAt, lastInboundSeq } = conversation;
  const allowed = maySend({
    now: platform.clock.now(),
    lastInboundAt,
    sentSinceInbound: platform.messages.countSentAfter(conversationId, lastInboundSeq ?? 0),
    sentAfterExpiry: platform.messages.countSentSince(conversationId, windowEndsAt(lastInboundAt ?? 0)),
    answeredBack: conversation.answeredBack === 1,
    mode: platform.settings.current.windowMode,
  });
  const { account, customer } = partiesOf(platform, conversation);
  const imageRefused = draft.type === 'IMAGE' && !imagesAllowed(account.region, customer.region);
  if (!allowed || conversation.blocked || imageRefused) refuse(40064, 'Message blocked by direct message rules.');
}

/** The echo may come late, never, or before the answer (tiktok-api.md §6.4). */
function answerWithEcho(platform: Platform, conversation: Conversation, message: Message): Answer {
  const data = { message: { message_id: message.messageId } };
  const fault = platform.faults.forEcho(conversation.openId);
  if (fault?.kind === 'off') return new Answer(data, undefined);
  const { echoDelay, echoBeforeResponse } = platform.settings.current;
  const outruns = fault ? fault.kind === 'before_response' : platform.random() < echoBeforeResponse;
  if (outruns) return new Answer(data, emitEcho(platform, conversation, message, 0));
  emitEcho(platform, conversation, message, fault?.kind === 'late' ? fault.ms : platform.randomWithin(echoDelay));
  return new Answer(data, undefined);
}
