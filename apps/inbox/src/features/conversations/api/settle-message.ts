import { MessageSettle } from '@duet/contracts';
import { useMutation } from '@tanstack/react-query';
import { toast } from 'sonner';
import { ask, type Input } from '../../../lib/ask.ts';
import { sentenceOf } from '../../../lib/http.ts';
import type { Intent } from '../../../lib/intent.ts';
import { useLiveCache } from '../../../lib/live-connection.tsx';

/** A person's word on an unconfirmed message. */
export function useSettle() {
  const cache = useLiveCache();
  return useMutation({
    mutationFn: ({ intent, ...input }: Input<typeof MessageSettle> & Intent) => ask(MessageSettle, input, { intent }),
    onSuccess: (message) => cache.placeMessage(message),
    onError: (error) => void toast.error(sentenceOf(error)),
  });
}
