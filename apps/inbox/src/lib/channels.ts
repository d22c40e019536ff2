import { ChannelList } from '@duet/contracts';
import { useQuery } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { keys } from './query-keys.ts';

/** Channels of the workspace. They change without an event of the stream, so they are asked for every half minute. */
export const useChannels = () =>
  useQuery({
    queryKey: keys.channels,
    queryFn: async ({ signal }) => (await ask(ChannelList, {}, { signal })).channels,
    refetchInterval: 30_000,
    refetchOnWindowFocus: true,
  });
