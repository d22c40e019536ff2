import type { Data } from '../gateway/endpoint.ts';
import type { AdReferral, LinkReferral, Referral } from '../messages/entities.ts';
import { emit, partiesOf } from '../messages/messenger.ts';
import { webhookParties } from '../messages/wire.ts';
import type { Platform } from '../platform/platform.ts';
import type { Action, ActionResult, Pair } from './actions.ts';
import { conversationOf } from './message-actions.ts';

type Of<Kind extends Action['do']> = Extract<Action, { do: Kind }>;

/** A `tiktok.me` link with `ref` and, where given, a message to begin with. */
export function openByLink(platform: Platform, action: Of<'open_by_link'>): ActionResult {
  const short_link: LinkReferral = {
    ref: action.ref,
    ...(action.prefilledMessage !== undefined && {
      prefilled_message: action.prefilledMessage,
      prefilled_message_audit_status: 'PASS',
    }),
  };
  return open(platform, action, short_link, platform.clock.now(), {
    source: 'short_link',
    short_link: { ...short_link },
  });
}

/** A Click-to-Message ad. Its time is in seconds in the list and in milliseconds in the event (tiktok-api.md §4.6). */
export function openByAd(platform: Platform, action: Of<'open_by_ad'>): ActionResult {
  const at = platform.clock.now();
  const ad: AdReferral = {
    advertiser_id: '7600000000000000091',
    ad_id: action.adId ?? platform.ids.post(),
    timestamp: Math.floor(at / 1000),
    ad_name: action.adName,
    embed_url: `https://www.tiktok.com/player/v1/${action.itemId ?? platform.ids.post()}`,
    message_material_id: platform.ids.post(),
  };
  return open(platform, action, ad, at, { source: 'ad', ad: { ...ad, timestamp: at } });
}

function open(platform: Platform, pair: Pair, listed: Referral, at: number, referral: Data): ActionResult {
  const conversation = conversationOf(platform, pair);
  const parties = partiesOf(platform, conversation);
  const referrals = JSON.stringify([...JSON.parse(conversation.referrals), listed]);
  platform.conversations.save({ ...conversation, referrals });
  const content = {
    timestamp: at,
    ...webhookParties(parties, 'in'),
    conversation_id: conversation.conversationId,
    is_follower: parties.customer.isFollower === 1,
    referral,
  };
  emit(platform, conversation.openId, 'im_referral_msg', at, content, 0);
  return { conversationId: conversation.conversationId, at };
}
