import type { ChannelState, TicketView } from '@duet/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { PageActions } from '../../lib/page-actions.ts';
import { threadQuery } from './api/list-messages.ts';
import { useModerationKeys } from './use-moderation-keys.ts';

/** What keys can do to the comment that the ticket is about. */
export function useSubjectActions(ticket: TicketView | undefined, channelState: ChannelState | undefined): PageActions {
  const isComment = typeof ticket?.subjectMessageId === 'string';
  const thread = useInfiniteQuery({ ...threadQuery(ticket ?? nowhere), enabled: isComment });
  return useModerationKeys(
    thread.data?.find(({ id }) => id === ticket?.subjectMessageId),
    channelState,
  );
}

const nowhere = { id: '', conversationId: '' };
