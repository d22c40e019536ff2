import type { Account, Customer } from '../accounts/entities.ts';
import type { Data, Json } from '../gateway/endpoint.ts';
import type { Message, MessageBody, Reaction, Referral } from './entities.ts';

/** The two sides of a conversation. */
export interface Parties {
  account: Account;
  customer: Customer;
}

const postUrl = (itemId: string, source: string) => `https://www.tiktok.com/player/v1/${itemId}?utm_source=${source}`;

function bodyOf(message: Message): MessageBody {
  return JSON.parse(message.body);
}

export function reactionsOf(message: Message): Reaction[] {
  return JSON.parse(message.reactions);
}

/** Referrals as `conversation/list` shows them: all there were, links and ads apart (tiktok-api.md §4.6). */
export function restReferral(referrals: Referral[]): Data {
  const ads = referrals.filter((referral) => 'ad_id' in referral).map((ad) => ({ ...ad }));
  const links = referrals.filter((referral) => 'ref' in referral).map((link) => ({ ...link }));
  return { ...(ads.length > 0 && { ad: ads }), ...(links.length > 0 && { short_link: links }) };
}

/** Message as `content/list` shows it: upper case (tiktok-api.md §4.7). */
export function restMessage(message: Message, { account, customer }: Parties): Data {
  const business = { id: account.openId, role: 'BUSINESS_ACCOUNT' };
  const person = { id: customer.uniqueIdentifier, role: 'PERSONAL_ACCOUNT' };
  const inbound = message.direction === 'in';
  const reactions = reactionsOf(message).map(restReaction);
  return {
    message_id: message.messageId,
    conversation_id: message.conversationId,
    timestamp: message.at,
    sender: inbound ? customer.username : account.username,
    recipient: inbound ? account.username : customer.username,
    from_user: inbound ? person : business,
    to_user: inbound ? business : person,
    message_type: message.type,
    ...restBlock(message),
    message_tag: { source: message.source },
    ...(reactions.length > 0 && { reactions }),
    ...(message.referencedMessageId !== null && {
      referenced_message_info: { referenced_message_id: message.referencedMessageId },
    }),
  };
}

/** Content of `im_receive_msg` and `im_send_msg`: lower case, before it is serialised (§6.5). */
export function webhookMessage(message: Message, parties: Parties): Data {
  return {
    timestamp: message.at,
    ...webhookParties(parties, message.direction),
    conversation_id: message.conversationId,
    message_id: message.messageId,
    type: message.type.toLowerCase(),
    ...webhookBlock(message),
    ...(message.referencedMessageId !== null && {
      referenced_message_info: { referenced_message_id: message.referencedMessageId },
    }),
    scene_type: 0,
    is_follower: parties.customer.isFollower === 1,
    message_tag: { source: message.source },
    ...(message.buttonPayload !== null && { reply_source_payload: JSON.parse(message.buttonPayload) }),
  };
}

/** `unique_identifier` is the personal account's in both directions (§12, 8). */
export function webhookParties({ account, customer }: Parties, direction: 'in' | 'out'): Data {
  const business = { id: account.openId, role: 'business_account' };
  const person = { id: customer.uniqueIdentifier, role: 'personal_account' };
  const inbound = direction === 'in';
  return {
    unique_identifier: customer.uniqueIdentifier,
    from: inbound ? customer.username : account.username,
    to: inbound ? account.username : customer.username,
    from_user: inbound ? person : business,
    to_user: inbound ? business : person,
  };
}

function restBlock(message: Message): Data {
  const body = bodyOf(message);
  switch (message.type) {
    case 'TEXT':
      return { text: { body: body.text ?? '' } };
    case 'IMAGE':
      return { image: { media_id: body.mediaId ?? '' } };
    case 'VIDEO':
      return { video: { media_id: body.mediaId ?? '' } };
    case 'STICKER':
      return { sticker: { url: body.url ?? '' } };
    case 'EMOJI':
      return { emoji: { url: body.url ?? '' } };
    case 'SHARE_POST':
      return { share_post: { embed_url: postUrl(body.itemId ?? '', 'api') } };
    case 'TEMPLATE':
      return { template: templateJson(body) };
    case 'OTHER':
      return {};
  }
}

function webhookBlock(message: Message): Data {
  const body = bodyOf(message);
  if (message.type === 'SHARE_POST') {
    const itemId = body.itemId ?? '';
    return { share_post: { video_id: itemId, embed_url: postUrl(itemId, 'dm') } };
  }
  if (message.type === 'TEMPLATE' && body.template) {
    const { type, title, buttons } = body.template;
    const shown = buttons.map((button) => ({ text: button.title, type: button.type, id: button.id }));
    return { template: { type: type.toLowerCase(), elements: [{ title, buttons: shown }] } };
  }
  return restBlock(message);
}

function templateJson({ template }: MessageBody): Json {
  if (!template) return {};
  return { type: template.type, title: template.title, buttons: template.buttons.map((button) => ({ ...button })) };
}

function restReaction({ emoji, uniqueIdentifier, at }: Reaction): Data {
  return { type: 'EMOJI', emoji, unique_identifier: uniqueIdentifier, timestamp: at };
}
