import type { MessageView, ModerationAction, ModerationView, RejectionCode } from '@duet/contracts';
import { Rejection } from '@duet/contracts';
import type { Comment, Message } from '../threads/message.ts';
import { isOnPlatform } from '../threads/message.ts';

const inEffect = { hide: 'hidden', unhide: 'public', delete: 'deleted' } as const;

/** What decides about an action on a message. */
export interface Standing
  extends Pick<Message, 'direction' | 'source'>, Pick<ModerationView, 'visibility' | 'pending'> {
  /** It is a comment that TikTok has. */
  readonly isOnPlatform: boolean;
}

/**
 * Whose comments an action is for (MOD-02 to MOD-05). Comments written in TikTok's own app are not ours to delete
 * (REC-30), those of chatbots, AI Agents and API keys are.
 * @returns why not, or null
 */
export function refusalOf(standing: Standing, action: ModerationAction): RejectionCode | null {
  if (!standing.isOnPlatform) return 'not_a_comment';
  const isOurs = standing.direction === 'out';
  if (standing.visibility === 'deleted' && !(isOurs && action === 'delete')) return 'comment_deleted';
  if (action !== 'delete') return isOurs ? 'own_comment' : null;
  if (!isOurs) return 'foreign_comment';
  return standing.source === 'duet' ? null : 'not_posted_here';
}

/** Whether nothing is left to ask for: it is so already, or on its way (MOD-21). */
export function isInEffect(
  { visibility, pending }: Pick<Standing, 'visibility' | 'pending'>,
  action: ModerationAction,
): boolean {
  if (visibility === 'deleted') return action === 'delete';
  return pending === action || (visibility === inEffect[action] && pending === null);
}

/** @throws Rejection as `refusalOf` says */
export function assertModeratable(
  message: Message,
  { comment }: MessageView,
  action: ModerationAction,
): asserts message is Comment {
  const { visibility = 'public', pending = null } = comment?.moderation ?? {};
  const { direction, source } = message;
  const code = refusalOf({ direction, source, visibility, pending, isOnPlatform: isOnPlatform(message) }, action);
  if (code !== null) throw new Rejection(code);
}

export const isGranted = ({ comment }: MessageView, action: ModerationAction): boolean =>
  comment !== null && isInEffect(comment.moderation, action);
