import { iso, type MessageView, TicketNote, TicketReply, type TicketView } from '@duet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { mayRetry } from '../../../lib/http.ts';
import { newIntent } from '../../../lib/intent.ts';
import { keys } from '../../../lib/query-keys.ts';
import { useLiveCache } from '../../../lib/live-connection.tsx';
import { usePeople } from '../../../lib/people.ts';
import { serverClock } from '../../../lib/server-clock.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { emptyDraft, refused, underWay } from '../draft.ts';
import { mentionedIn } from '../mentions.ts';
import { readDraft, writeDraft, type DraftKey } from '../draft-store.ts';

/** Sends what stands in the draft. The draft is emptied only when the server has taken it. */
export function useSend(key: DraftKey, ticket: TicketView) {
  const cache = useLiveCache();
  const { person } = useViewer();
  const people = usePeople();
  const client = useQueryClient();
  return useMutation({
    onMutate: () => {
      if (key.mode === 'reply') return undefined;
      const note = supposedNote(ticket, person, readDraft(key).text);
      cache.placeMessage(note);
      return note;
    },
    onSettled: (_answer, _error, _nothing, note) => note && cache.removeMessage(note),
    mutationFn: async (): Promise<MessageView[]> => {
      const draft = underWay(readDraft(key), newIntent());
      writeDraft(key, draft);
      const { text, image, intent } = draft;
      if (key.mode === 'note') {
        const mentions = mentionedIn(text, people.data ?? []);
        return [await ask(TicketNote, { id: key.ticketId, text, mentions }, { intent })];
      }
      const reply = { id: key.ticketId, text, ...(image ? { imageId: image.mediaId } : {}) };
      const { followedBy, ...message } = await ask(TicketReply, reply, { intent });
      return followedBy ? [message, followedBy] : [message];
    },
    onSuccess: (messages) => {
      writeDraft(key, emptyDraft);
      messages.forEach((message) => cache.placeMessage(message));
    },
    onError: (error) => {
      writeDraft(key, refused(readDraft(key), mayRetry(error)));
      // What stands in the way may be news to this page.
      void client.invalidateQueries({ queryKey: keys.channels });
    },
  });
}

/** A note is ours alone, so it is shown before the server has it; its draft is kept until then. */
const supposedNote = (ticket: TicketView, by: { id: string; name: string }, text: string): MessageView => ({
  id: newIntent(),
  ticketId: ticket.id,
  conversationId: ticket.conversationId,
  direction: 'note',
  author: { kind: 'person', id: by.id, name: by.name },
  content: { type: 'text', text },
  media: null,
  sentAt: iso(serverClock.now()),
  externalId: null,
  source: null,
  delivery: null,
  reference: null,
  reactions: [],
  comment: null,
});
