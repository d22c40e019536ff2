import type { AccountEndpoint, Data } from '../gateway/endpoint.ts';
import { refuse } from '../gateway/refusal.ts';
import type { AccountCall } from '../gateway/endpoint.ts';
import type { Platform } from '../platform/platform.ts';
import { imagesAllowed, sendsBareSignal, sendsNothing } from '../platform/regions.ts';
import type { Conversation } from './entities.ts';
import { partiesOf } from './messenger.ts';
import { restMessage, restReferral } from './wire.ts';

const historyMs = 90 * 86_400_000;
const messagesPerList = 20;
const conversationTypes = ['STRANGER', 'SINGLE'] as const;

/** Portal doc 1832184415059970. */
export const listConversations: AccountEndpoint = {
  method: 'GET',
  path: '/business/message/conversation/list/',
  caller: 'account',
  scope: 'message.list.read',
  messaging: true,
  perform(platform, { params, account }) {
    const type = params.oneOf('conversation_type', conversationTypes);
    const limit = params.integer('limit', 100, 1, 100);
    const cursor = params.integer('cursor', 0, 0, 1_000_000);
    const since = platform.clock.now() - historyMs;
    const all = platform.conversations
      .listOfType(account.openId, type, since)
      .filter((conversation) => conversation.lastInboundAt !== null && isReadable(platform, conversation));
    const page = all.slice(cursor, cursor + limit);
    return {
      conversations: page.map(({ conversationId, updatedAt, referrals }) => ({
        conversation_id: conversationId,
        update_time: updatedAt,
        referral: restReferral(JSON.parse(referrals)),
      })),
      has_more: cursor + page.length < all.length,
      cursor: cursor + page.length,
    };
  },
};

/** Portal doc 1832184425841170. */
export const listMessages: AccountEndpoint = {
  method: 'GET',
  path: '/business/message/content/list/',
  caller: 'account',
  scope: 'message.list.read',
  messaging: true,
  perform(platform, call) {
    const conversation = ownConversation(platform, call);
    const parties = partiesOf(platform, conversation);
    const { account, customer } = parties;
    const messages = platform.messages.latest(conversation.conversationId, messagesPerList);
    return {
      participants: [
        {
          id: account.openId,
          role: 'BUSINESS_ACCOUNT',
          display_name: account.displayName,
          profile_image: platform.urls.avatar(account.username),
        },
        {
          id: customer.uniqueIdentifier,
          role: 'PERSONAL_ACCOUNT',
          display_name: customer.displayName,
          profile_image: platform.urls.avatar(customer.username),
          is_follower: customer.isFollower === 1,
        },
      ],
      messages: messages.map((message) => restMessage(message, parties)),
    };
  },
};

/** Portal doc 1836061597865986. */
export const getCapabilities: AccountEndpoint = {
  method: 'GET',
  path: '/business/message/capabilities/get/',
  caller: 'account',
  scope: 'message.list.read',
  messaging: true,
  perform(platform, call): Data {
    const conversation = ownConversation(platform, call);
    const type = call.params.oneOf('conversation_type', conversationTypes);
    if (type !== conversation.type) refuse(40002, 'conversation_type: does not match the conversation');
    const wanted =
      call.params.texts('capability_types') ?? refuse(40002, 'capability_types: Missing data for required field');
    if (wanted.some((capability) => capability !== 'IMAGE_SEND')) refuse(40002, 'capability_types: must be IMAGE_SEND');
    const { account, customer } = partiesOf(platform, conversation);
    return {
      capability_infos: wanted.map((capability) => ({
        capability_type: capability,
        capability_result: imagesAllowed(account.region, customer.region),
      })),
    };
  },
};

export function ownConversation(platform: Platform, { params, account }: AccountCall): Conversation {
  const conversation = platform.conversations.find(params.text('conversation_id'));
  if (!conversation || conversation.openId !== account.openId || !isReadable(platform, conversation)) {
    return refuse(40002, 'Param conversation_id is invalid.');
  }
  return conversation;
}

/** Whether conversations with senders of excluded regions show in lists is unknown, hence a knob. */
function isReadable(platform: Platform, conversation: Conversation): boolean {
  const { region } = partiesOf(platform, conversation).customer;
  return platform.settings.current.excludedSendersReadable || !(sendsBareSignal(region) || sendsNothing(region));
}
