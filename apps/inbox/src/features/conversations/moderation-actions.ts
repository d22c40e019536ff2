import type { ChannelState, MessageView, ModerationAction } from '@duet/contracts';

/**
 * What a comment's menu holds: for a customer's the one that changes its confirmed state, for one that was posted from
 * here to delete it (MOD-02, MOD-03). Nothing for deleted comments, while TikTok is still at the last action, or on a
 * channel that is not connected.
 */
export function moderationActions(message: MessageView, channelState: ChannelState | undefined): ModerationAction[] {
  const moderation = message.comment?.moderation;
  if (!moderation || channelState !== 'connected' || moderation.pending) return [];
  if (moderation.visibility === 'deleted') return [];
  if (message.direction === 'out') return message.source === 'duet' && message.externalId !== null ? ['delete'] : [];
  return moderation.visibility === 'hidden' ? ['unhide'] : ['hide'];
}

/** Whether a comment may get a new text: one of ours that stands on TikTok and has none on its way (MOD-23). */
export function canEdit(message: MessageView, channelState: ChannelState | undefined): boolean {
  const isText = message.content.type === 'text';
  const hasNewText = (message.comment?.replacedBy ?? null) !== null;
  return isText && !hasNewText && moderationActions(message, channelState).includes('delete');
}
