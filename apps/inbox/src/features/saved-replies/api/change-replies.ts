import { SavedReplyAdd, SavedReplyChange, SavedReplyRemove, type SavedReplyView } from '@duet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { ask } from '../../../lib/ask.ts';
import { sentenceOf } from '../../../lib/http.ts';
import type { Intent } from '../../../lib/intent.ts';
import { newIntent } from '../../../lib/intent.ts';
import { keys } from '../../../lib/query-keys.ts';
import { strings } from '../strings.ts';

/** A saved reply as somebody writes it. */
export type ReplyDraft = Omit<SavedReplyView, 'id'>;

const undoMs = 5_000;

const wishOf = ({ image, ...reply }: ReplyDraft) => ({ ...reply, imageId: image?.mediaId ?? null });

/** Keeps a reply: a new one, or another wording of one that is there. */
export function useSaveReply() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, draft, intent }: { id: string | null; draft: ReplyDraft } & Intent) =>
      id === null
        ? ask(SavedReplyAdd, wishOf(draft), { intent })
        : ask(SavedReplyChange, { id, ...wishOf(draft) }, { intent }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.savedReplies }),
  });
}

/** Removes a reply, with a way back that stays for a moment. */
export function useRemoveReply() {
  const client = useQueryClient();
  const save = useSaveReply();
  const refuse = (error: Error) => void toast.error(sentenceOf(error));
  return useMutation({
    mutationFn: ({ reply, intent }: { reply: SavedReplyView } & Intent) =>
      ask(SavedReplyRemove, { id: reply.id }, { intent }),
    onSuccess: async (_removed, { reply: { id: _id, ...draft } }) => {
      await client.invalidateQueries({ queryKey: keys.savedReplies });
      const bringBack = () => save.mutate({ id: null, draft, intent: newIntent() }, { onError: refuse });
      toast(strings.removed(draft.title), {
        action: { label: strings.undo, onClick: bringBack },
        duration: undoMs,
      });
    },
    onError: refuse,
  });
}
