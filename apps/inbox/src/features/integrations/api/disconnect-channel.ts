import { ChannelDisconnect, channelRules, type ChannelView } from '@duet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { ask } from '../../../lib/ask.ts';
import { sentenceOf } from '../../../lib/http.ts';
import type { Intent } from '../../../lib/intent.ts';
import { keys } from '../../../lib/query-keys.ts';
import { strings } from '../strings.ts';

export function useDisconnect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, intent }: { id: string } & Intent) => ask(ChannelDisconnect, { id }, { intent }),
    onSuccess: (channel) => {
      toast.success(strings.disconnected(channelName(channel)));
      client.setQueryData<ChannelView[]>(keys.channels, (held) =>
        held?.map((one) => (one.id === channel.id ? channel : one)),
      );
      return client.invalidateQueries({ queryKey: keys.channels });
    },
    onError: (error) => void toast.error(sentenceOf(error)),
  });
}

/** Both channels of an account carry its title; the type tells them apart. */
export const channelName = ({ title, type }: Pick<ChannelView, 'title' | 'type'>): string =>
  strings.channelName(title, channelRules[type].label);
