import { type MessageView, TicketNote, TicketReply } from '@duet/contracts';
import { useMutation } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { mayRetry } from '../../../lib/http.ts';
import { newIntent } from '../../../lib/intent.ts';
import { useLiveCache } from '../../../lib/live-connection.tsx';
import { emptyDraft, refused, underWay } from '../draft.ts';
import { readDraft, writeDraft, type DraftKey } from '../draft-store.ts';

/** Sends what stands in the draft. The draft is emptied only when the server has taken it. */
export function useSend(key: DraftKey) {
  const cache = useLiveCache();
  return useMutation({
    mutationFn: async (): Promise<MessageView[]> => {
      const draft = underWay(readDraft(key), newIntent());
      writeDraft(key, draft);
      const { text, image, intent } = draft;
      if (key.mode === 'note') return [await ask(TicketNote, { id: key.ticketId, text }, { intent })];
      const reply = { id: key.ticketId, text, ...(image ? { imageId: image.mediaId } : {}) };
      const { followedBy, ...message } = await ask(TicketReply, reply, { intent });
      return followedBy ? [message, followedBy] : [message];
    },
    onSuccess: (messages) => {
      writeDraft(key, emptyDraft);
      messages.forEach((message) => cache.placeMessage(message));
    },
    onError: (error) => writeDraft(key, refused(readDraft(key), mayRetry(error))),
  });
}
