import { z } from 'zod';
import { directMessage, role, type Party } from './direct-message.ts';
import { adReferral, linkReferral } from './referral.ts';
import {
  id,
  ms,
  optionalBoolean,
  optionalId,
  optionalMs,
  optionalNumber,
  optionalSecondsToMs,
  optionalText,
  word,
} from './wire.ts';

// One schema per event, named as TikTok names the event. Sources: webhook schema, portal doc 1832190670631937.

const user = z.object({ id, role }).nullish().catch(null);

const parties = {
  from: optionalText,
  to: optionalText,
  from_user: user,
  to_user: user,
  unique_identifier: optionalText,
};

const markedRead = z
  .object({ ...parties, conversation_id: id, timestamp: ms, read: z.object({ last_read_timestamp: ms }) })
  .transform((wire) => ({
    ...readParties(wire),
    conversationId: wire.conversation_id,
    occurredAtMs: wire.timestamp,
    /** Every business message sent at or before this moment has been read. */
    readUpToMs: wire.read.last_read_timestamp,
  }));

/** A person in the EEA, Switzerland or the UK wrote: only the receiving side is told. */
const receivedFromEu = z
  .object({ to: optionalText, to_user: user, timestamp: ms })
  .transform((wire) => ({ to: toParty(wire.to_user, wire.to), receivedAtMs: wire.timestamp }));

const referral = z
  .object({
    source: word({ ad: 'ad', short_link: 'short-link' }),
    ad: adReferral(optionalMs).nullish().catch(null),
    short_link: linkReferral.nullish().catch(null),
  })
  .transform((wire) => ({ source: wire.source, ad: wire.ad ?? null, shortLink: wire.short_link ?? null }));

const referred = z
  .object({ ...parties, conversation_id: id, timestamp: ms, is_follower: optionalBoolean, referral })
  .transform((wire) => ({
    ...readParties(wire),
    conversationId: wire.conversation_id,
    occurredAtMs: wire.timestamp,
    isFollower: wire.is_follower,
    referral: wire.referral,
  }));

const highIntentComment = z
  .object({ ...parties, comment_id: id, comment_text: optionalText, is_follower: optionalBoolean, timestamp: ms })
  .transform((wire) => ({
    ...readParties(wire),
    commentId: wire.comment_id,
    text: wire.comment_text,
    isFollower: wire.is_follower,
    occurredAtMs: wire.timestamp,
  }));

const autoMessageConfig = z
  .object({
    auto_message_id: id,
    auto_message_type: optionalText,
    auto_message_action: word({
      create: 'create',
      update: 'update',
      delete: 'delete',
      enable: 'enable',
      disable: 'disable',
    }),
    timestamp: ms,
  })
  .transform((wire) => ({
    autoMessageId: wire.auto_message_id,
    autoMessageType: wire.auto_message_type,
    action: wire.auto_message_action,
    occurredAtMs: wire.timestamp,
  }));

const autoMessageAudit = z
  .object({
    auto_message_id: id,
    auto_message_type: optionalText,
    audit_status: word({ approved: 'approved', rejected: 'rejected' }),
    timestamp: ms,
  })
  .transform((wire) => ({
    autoMessageId: wire.auto_message_id,
    autoMessageType: wire.auto_message_type,
    auditStatus: wire.audit_status,
    occurredAtMs: wire.timestamp,
  }));

const commentUpdate = z
  .object({
    comment_id: id,
    video_id: id,
    parent_comment_id: optionalId,
    comment_type: word({ comment: 'comment', reply: 'reply' }),
    comment_action: z.enum(['insert', 'delete', 'set_to_hidden', 'set_to_friends_only', 'set_to_public']),
    timestamp: ms,
    unique_identifier: optionalText,
    text: optionalText,
  })
  .transform((wire) => ({
    commentId: wire.comment_id,
    videoId: wire.video_id,
    parentCommentId: wire.parent_comment_id,
    commentType: wire.comment_type ?? (wire.parent_comment_id === null ? ('comment' as const) : ('reply' as const)),
    action: wire.comment_action,
    occurredAtMs: wire.timestamp,
    uniqueIdentifier: wire.unique_identifier,
    text: wire.text,
  }));

const postPublish = z
  .object({ publish_id: optionalId, post_id: optionalId, reason: optionalText, publish_type: optionalText })
  .transform((wire) => ({
    publishId: wire.publish_id,
    postId: wire.post_id,
    reason: wire.reason,
    publishType: wire.publish_type,
  }));

const brandMention = z
  .object({
    type_of_event: optionalText,
    mention_type: optionalText,
    video_id: id,
    video_create_time: optionalSecondsToMs,
    open_id_of_mentioned_user: optionalText,
    unique_name_of_mentioned_user: optionalText,
    unique_identifier: optionalText,
    share_url: optionalText,
    video_caption: optionalText,
    comment_id: optionalId,
  })
  .transform((wire) => ({
    typeOfEvent: wire.type_of_event,
    mentionType: wire.mention_type?.replaceAll(' ', '_') ?? null,
    videoId: wire.video_id,
    videoCreatedAtMs: wire.video_create_time,
    mentionedOpenId: wire.open_id_of_mentioned_user,
    mentionedUsername: wire.unique_name_of_mentioned_user,
    uniqueIdentifier: wire.unique_identifier,
    shareUrl: wire.share_url,
    caption: wire.video_caption,
    commentId: wire.comment_id,
  }));

const REMOVAL_REASONS = [
  'unknown',
  'user-disconnected',
  'account-deleted',
  'age-changed',
  'banned',
  'developer-revoked',
] as const;

const authorizationRemoved = z
  .object({ reason: optionalNumber })
  .transform(({ reason }) => ({ reason: REMOVAL_REASONS[reason ?? 0] ?? 'unknown' }));

export const webhookContents = {
  im_receive_msg: directMessage,
  im_send_msg: directMessage,
  im_mark_read_msg: markedRead,
  im_receive_msg_eu: receivedFromEu,
  im_referral_msg: referred,
  im_receive_high_intent_comment: highIntentComment,
  im_auto_message_config_update: autoMessageConfig,
  im_auto_message_audit_update: autoMessageAudit,
  'comment.update': commentUpdate,
  'post.publish.failed': postPublish,
  'post.publish.complete': postPublish,
  'post.publish.publicly_available': postPublish,
  'post.publish.no_longer_publicly_available': postPublish,
  'brand.mention.event': brandMention,
  'authorization.removed': authorizationRemoved,
};

type WireUser = { id: string; role: Party['role'] } | null | undefined;

function toParty(user: WireUser, username: string | null): Party | null {
  return user ? { ...user, username } : null;
}

function readParties(wire: {
  from: string | null;
  to: string | null;
  from_user?: WireUser;
  to_user?: WireUser;
  unique_identifier: string | null;
}) {
  return {
    from: toParty(wire.from_user, wire.from),
    to: toParty(wire.to_user, wire.to),
    uniqueIdentifier: wire.unique_identifier,
  };
}
