import { type MessageView, type ModerationAction, Rejection } from '@duet/contracts';
import type { Comment, Message } from '../threads/message.ts';
import { isOnPlatform } from '../threads/message.ts';

const inEffect = { hide: 'hidden', unhide: 'public', delete: 'deleted' } as const;

/**
 * Whose comments an action is for (MOD-02 to MOD-05). Comments written in TikTok's own app are not ours to delete
 * (REC-30), those of chatbots, AI Agents and API keys are.
 * @throws Rejection why not
 */
export function assertModeratable(
  message: Message,
  { comment }: MessageView,
  action: ModerationAction,
): asserts message is Comment {
  if (!isOnPlatform(message) || comment === null) throw new Rejection('not_a_comment');
  const isOurs = message.direction === 'out';
  if (comment.moderation.visibility === 'deleted' && !(isOurs && action === 'delete'))
    throw new Rejection('comment_deleted');
  if (action !== 'delete') {
    if (isOurs) throw new Rejection('own_comment');
    return;
  }
  if (!isOurs) throw new Rejection('foreign_comment');
  if (message.source !== 'duet') throw new Rejection('not_posted_here');
}

/** Whether nothing is left to ask for: it is so already, or on its way (MOD-21). */
export function isGranted({ comment }: MessageView, action: ModerationAction): boolean {
  if (comment === null) return false;
  const { visibility, pending } = comment.moderation;
  if (visibility === 'deleted') return action === 'delete';
  return pending === action || (visibility === inEffect[action] && pending === null);
}
