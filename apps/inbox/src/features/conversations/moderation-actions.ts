import type { ChannelState, MessageView } from '@duet/contracts';

export type ModerationAction = 'hide' | 'unhide';

/**
 * What a comment's menu holds: the one that changes its confirmed state. Nothing for our own or deleted comments,
 * while TikTok is still at the last action, or on a channel that is not connected.
 */
export function moderationActions(message: MessageView, channelState: ChannelState | undefined): ModerationAction[] {
  const moderation = message.comment?.moderation;
  if (!moderation || message.direction !== 'in' || channelState !== 'connected' || moderation.pending) return [];
  if (moderation.visibility === 'deleted') return [];
  return moderation.visibility === 'hidden' ? ['unhide'] : ['hide'];
}
