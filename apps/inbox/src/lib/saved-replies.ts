import { type SavedReplyVariable, SavedReplyList, type TicketView } from '@duet/contracts';
import { useQuery } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { keys } from './query-keys.ts';

/** The workspace's saved replies and the person's own, by title. They change without an event of the stream. */
export const useSavedReplies = () =>
  useQuery({
    queryKey: keys.savedReplies,
    queryFn: async ({ signal }) => (await ask(SavedReplyList, {}, { signal })).savedReplies,
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });

/** What the variables of a saved reply stand for on this ticket. */
export const savedReplyValues = (
  { contact, number }: Pick<TicketView, 'contact' | 'number'>,
  agentName: string,
): Record<SavedReplyVariable, string | null> => ({
  customer_name: contact.displayName,
  customer_username: contact.username,
  agent_name: agentName,
  ticket_number: String(number),
});
