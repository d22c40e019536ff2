import type { ChannelState, ModerationAction, TicketView } from '@duet/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { newIntent } from '../../lib/intent.ts';
import type { PageActions } from '../../lib/page-actions.ts';
import { threadQuery } from './api/list-messages.ts';
import { useModerate } from './api/moderate-comment.ts';
import { moderationActions } from './moderation-actions.ts';

/** What keys can do to the comment that the ticket is about. */
export function useSubjectActions(ticket: TicketView | undefined, channelState: ChannelState | undefined): PageActions {
  const isComment = typeof ticket?.subjectMessageId === 'string';
  const thread = useInfiniteQuery({ ...threadQuery(ticket ?? nowhere), enabled: isComment });
  const moderate = useModerate();
  const subject = thread.data?.find(({ id }) => id === ticket?.subjectMessageId);
  const possible = subject ? moderationActions(subject, channelState) : [];
  const act = (action: ModerationAction) =>
    subject && possible.includes(action)
      ? () => moderate.mutate({ message: subject, action, intent: newIntent() })
      : null;
  return { hide: act('hide'), unhide: act('unhide') };
}

const nowhere = { id: '', conversationId: '' };
