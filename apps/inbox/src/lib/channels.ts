import { ChannelList } from '@duet/contracts';
import { useQuery } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { keys } from './query-keys.ts';

const refreshMs = 30_000;
const hopefulMs = 5_000;

/** Channels of the workspace. They change without an event of the stream, so they are asked for again, sooner where one is out. */
export const useChannels = () =>
  useQuery({
    queryKey: keys.channels,
    queryFn: async ({ signal }) => (await ask(ChannelList, {}, { signal })).channels,
    refetchInterval: ({ state }) =>
      state.data?.every((channel) => channel.state === 'connected') ? refreshMs : hopefulMs,
    refetchOnWindowFocus: true,
  });
