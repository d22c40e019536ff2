import type { ChannelState, MessageView } from '@duet/contracts';
import { newIntent } from '../../lib/intent.ts';
import type { PageActions } from '../../lib/page-actions.ts';
import { useModerate } from './api/moderate-comment.ts';
import { moderationActions } from './moderation-actions.ts';

/** What keys can do to this comment. */
export function useModerationKeys(
  comment: MessageView | undefined,
  channelState: ChannelState | undefined,
): Pick<PageActions, 'hide' | 'unhide'> {
  const moderate = useModerate();
  const possible = comment ? moderationActions(comment, channelState) : [];
  const act = (action: 'hide' | 'unhide') =>
    comment && possible.includes(action)
      ? () => moderate.mutate({ message: comment, action, intent: newIntent() })
      : null;
  return { hide: act('hide'), unhide: act('unhide') };
}
