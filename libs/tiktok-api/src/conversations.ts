import { z } from 'zod';
import type { AccountAccess } from './build-request.ts';
import type { TikTokClient } from './client.ts';
import { directMessage, role, type DirectMessage } from './direct-message.ts';
import { adReferral, linkReferral } from './referral.ts';
import {
  id,
  list,
  ms,
  optionalBoolean,
  optionalNumber,
  optionalSecondsToMs,
  optionalText,
  presentList,
} from './wire.ts';

/** `stranger`: the person wrote and the business has not answered yet; `single`: it has. */
export type ConversationType = 'stranger' | 'single';

const WIRE_TYPE = { stranger: 'STRANGER', single: 'SINGLE' } as const;

/** TikTok's word for a conversation type, for requests. */
export function wireConversationType(type: ConversationType): 'STRANGER' | 'SINGLE' {
  return WIRE_TYPE[type];
}

const conversation = z
  .object({
    conversation_id: id,
    update_time: ms,
    referral: z
      .object({ ad: list(adReferral(optionalSecondsToMs)), short_link: list(linkReferral) })
      .nullish()
      .catch(null),
  })
  .transform((wire) => ({
    conversationId: wire.conversation_id,
    lastMessageAtMs: wire.update_time,
    ads: wire.referral?.ad ?? [],
    shortLinks: wire.referral?.short_link ?? [],
  }));

export type Conversation = z.output<typeof conversation>;

/**
 * Lists conversations of the last 90 days, at most 100, without naming the person: `listMessages` does.
 *
 * @param page.limit 1–100, TikTok's default is 100
 * Source: portal doc 1832184415059970
 */
export async function listConversations(
  client: TikTokClient,
  account: AccountAccess,
  page: { conversationType: ConversationType; limit?: number; cursor?: number },
): Promise<{ conversations: Conversation[]; hasMore: boolean; cursor: number | null }> {
  const data = await client.call(
    {
      method: 'GET',
      path: '/business/message/conversation/list/',
      auth: { kind: 'account', ...account },
      query: {
        business_id: account.businessId,
        conversation_type: wireConversationType(page.conversationType),
        limit: page.limit,
        cursor: page.cursor,
      },
    },
    z.object({ conversations: presentList(conversation), has_more: optionalBoolean, cursor: optionalNumber }),
  );
  return { conversations: data.conversations, hasMore: data.has_more ?? false, cursor: data.cursor };
}

const participant = z
  .object({
    id,
    role,
    display_name: optionalText,
    profile_image: optionalText,
    is_follower: optionalBoolean,
  })
  .transform((wire) => ({
    id: wire.id,
    role: wire.role,
    displayName: wire.display_name,
    /** Expires. */
    profileImageUrl: wire.profile_image,
    isFollower: wire.is_follower,
  }));

export type Participant = z.output<typeof participant>;

/**
 * The newest messages of a conversation, at most 20, newest first; there is no way to older ones. The only source of
 * a person's display name and picture.
 *
 * Source: portal doc 1832184425841170
 */
export async function listMessages(
  client: TikTokClient,
  account: AccountAccess,
  { conversationId }: { conversationId: string },
): Promise<{ participants: Participant[]; messages: DirectMessage[] }> {
  return client.call(
    {
      method: 'GET',
      path: '/business/message/content/list/',
      auth: { kind: 'account', ...account },
      query: { business_id: account.businessId, conversation_id: conversationId },
    },
    z.object({ participants: list(participant), messages: presentList(directMessage) }),
  );
}
