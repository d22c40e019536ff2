import { DraftList, DraftSave } from '@duet/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { keys } from '../../../lib/query-keys.ts';
import type { DraftKey } from '../draft-store.ts';

/** What people have written on the ticket, kept current by live updates. */
export const useDrafts = (ticketId: string) =>
  useQuery({
    queryKey: keys.drafts(ticketId),
    queryFn: async ({ signal }) => (await ask(DraftList, { id: ticketId }, { signal })).drafts,
    staleTime: 0,
  });

/** Saves go out one after the other, so that an older text never comes last. */
export const useSaveDraft = ({ ticketId, mode }: DraftKey) =>
  useMutation({
    scope: { id: `draft ${ticketId} ${mode}` },
    mutationFn: (text: string) => ask(DraftSave, { id: ticketId, mode, text }),
  });
