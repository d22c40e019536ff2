import { type DeliveryView, type EditState, type MessageView, type ModerationView, Rejection } from '@duet/contracts';
import type { Comment, Message } from './message.ts';
import { isOnPlatform } from './message.ts';

/**
 * How far an edit is: TikTok has no call for it, so the new comment is posted first and the old one deleted once TikTok
 * has the new one (REC-09).
 * @param status of the new comment's delivery
 * @param old what is known of the old comment
 */
export function editState(status: DeliveryView['status'] | null, old: ModerationView): EditState {
  if (status === 'failed') return 'refused';
  if (status !== 'sent') return 'posting';
  if (old.visibility === 'deleted') return 'done';
  return old.failure !== null && old.pending === null ? 'both_visible' : 'removing';
}

/**
 * Whether a comment may get a new text (MOD-23).
 * @throws Rejection why not
 */
export function assertEditable(message: Message, { comment }: MessageView): asserts message is Comment {
  if (!isOnPlatform(message) || comment === null) throw new Rejection('not_a_comment');
  if (message.direction !== 'out' || message.source !== 'duet') throw new Rejection('not_editable');
  if (message.content.type !== 'text') throw new Rejection('picture_not_editable');
  if (comment.moderation.visibility === 'deleted') throw new Rejection('comment_deleted');
  if (comment.replacedBy !== null) throw new Rejection('edit_under_way');
  if (comment.moderation.pending !== null) throw new Rejection('moderation_pending');
}
