import { ChannelHealth, ChannelPreFlight, HealingStart, ImportGet, ImportStart } from '@duet/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { ask, type Input } from '../../../lib/ask.ts';
import { sentenceOf } from '../../../lib/http.ts';
import type { Intent } from '../../../lib/intent.ts';
import { keys } from '../../../lib/query-keys.ts';

const healthMs = 15_000;
const importMs = 2_000;

export const useHealth = (id: string) =>
  useQuery({
    queryKey: keys.health(id),
    queryFn: ({ signal }) => ask(ChannelHealth, { id }, { signal }),
    refetchInterval: healthMs,
  });

/** Looks now: TikTok is asked, so it is done on demand alone. Null: of the installation, before there is a channel. */
export const usePreFlight = (id: string | null) =>
  useQuery({
    queryKey: keys.preFlight(id),
    queryFn: ({ signal }) => ask(ChannelPreFlight, { id }, { signal }),
    staleTime: Infinity,
  });

export function useHeal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, intent }: { id: string } & Intent) => ask(HealingStart, { id }, { intent }),
    onSuccess: (_answer, { id }) => client.invalidateQueries({ queryKey: keys.health(id) }),
    onError: (error) => void toast.error(sentenceOf(error)),
  });
}

/** What could be imported, or how far that is: asked again while it runs. */
export const useImport = (id: string) =>
  useQuery({
    queryKey: keys.import(id),
    queryFn: ({ signal }) => ask(ImportGet, { id }, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? importMs : false),
  });

export function useStartImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ intent, ...input }: Input<typeof ImportStart> & Intent) => ask(ImportStart, input, { intent }),
    onSuccess: (answer, { id }) => client.setQueryData(keys.import(id), answer),
    onError: (error) => void toast.error(sentenceOf(error)),
  });
}
