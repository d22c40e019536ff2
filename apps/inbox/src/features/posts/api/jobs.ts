import {
  type JobOrder,
  ModerationJobCancel,
  ModerationJobPreview,
  ModerationJobStart,
  ModerationJobUndo,
  type ModerationJobView,
} from '@duet/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { toast } from 'sonner';
import { ask } from '../../../lib/ask.ts';
import { sentenceOf } from '../../../lib/http.ts';
import { newIntent } from '../../../lib/intent.ts';
import { useLiveCache } from '../../../lib/live-connection.tsx';
import { keys } from '../../../lib/query-keys.ts';

/** What an order would do, looked at anew each time. */
export const usePreview = (order: JobOrder) =>
  useQuery({
    queryKey: [...keys.jobs, 'preview', order],
    queryFn: ({ signal }) => ask(ModerationJobPreview, order, { signal }),
    gcTime: 0,
    retry: false,
  });

function useOnJob<Wish>(send: (wish: Wish, intent: string) => Promise<ModerationJobView>) {
  const cache = useLiveCache();
  return useMutation({
    mutationFn: (wish: Wish) => send(wish, newIntent()),
    onSuccess: (job) => cache.placeJob(job),
    onError: (error) => void toast.error(sentenceOf(error)),
  });
}

export const useStartJob = () => useOnJob((order: JobOrder, intent) => ask(ModerationJobStart, order, { intent }));
export const useCancelJob = () => useOnJob((id: string, intent) => ask(ModerationJobCancel, { id }, { intent }));
export const useUndoJob = () => useOnJob((id: string, intent) => ask(ModerationJobUndo, { id }, { intent }));
