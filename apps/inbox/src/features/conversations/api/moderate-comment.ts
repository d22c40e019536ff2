import { CommentModerate, type MessageView, type ModerationAction } from '@duet/contracts';
import { useMutation } from '@tanstack/react-query';
import { toast } from 'sonner';
import { ask } from '../../../lib/ask.ts';
import { sentenceOf } from '../../../lib/http.ts';
import type { Intent } from '../../../lib/intent.ts';
import { useLiveCache } from '../../../lib/live-connection.tsx';
import { strings } from '../strings.ts';

/** Hides, shows or deletes a comment. The toast says it was taken on; badges follow what TikTok confirms. */
export function useModerate() {
  const cache = useLiveCache();
  return useMutation({
    mutationFn: ({ message, action, intent }: { message: MessageView; action: ModerationAction } & Intent) =>
      ask(CommentModerate, { id: message.id, action }, { intent }),
    onSuccess: (answer, { message }) => {
      toast.success(strings.moderationTaken);
      cache.replaceMessage(message, answer);
    },
    onError: (error) => void toast.error(sentenceOf(error)),
  });
}
