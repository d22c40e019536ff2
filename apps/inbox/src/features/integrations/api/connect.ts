import { ConnectComplete, ConnectStart, ConnectStatus, SetupFinish } from '@duet/contracts';
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, type Input } from '../../../lib/ask.ts';
import type { Intent } from '../../../lib/intent.ts';
import { keys } from '../../../lib/query-keys.ts';

const pollMs = 1_500;

/** Begins a connection; with a channel id, the reconnection of that channel's account. */
export const useConnectStart = () =>
  useMutation({
    mutationFn: ({ intent, channelId }: { channelId: string | undefined } & Intent) =>
      ask(ConnectStart, { channelId }, { intent }),
  });

/** How far a connection is; with `poll`, asked for again while it waits. */
export const useConnection = (connectionId: string | null, poll: boolean) =>
  useQuery({
    queryKey: keys.connection(connectionId ?? ''),
    queryFn: connectionId === null ? skipToken : ({ signal }) => ask(ConnectStatus, { connectionId }, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => (poll && state.data?.state === 'waiting' ? pollMs : false),
  });

/** Hands TikTok's redirect in, once: what it carries is used up by the first asking. */
export const useConnectComplete = (redirect: Input<typeof ConnectComplete>) =>
  useQuery({
    queryKey: ['connect-complete', redirect.state],
    queryFn: () => ask(ConnectComplete, redirect),
    retry: false,
    staleTime: Infinity,
  });

export function useSetupFinish() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ intent, ...input }: Input<typeof SetupFinish> & Intent) => ask(SetupFinish, input, { intent }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
}
