import { CommentEdit, type MessageView } from '@duet/contracts';
import { useMutation } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import type { Intent } from '../../../lib/intent.ts';
import { useLiveCache } from '../../../lib/live-connection.tsx';

/** Gives a comment of ours a new text; the answer is the new comment. */
export function useEdit() {
  const cache = useLiveCache();
  return useMutation({
    mutationFn: ({ message, text, intent }: { message: MessageView; text: string } & Intent) =>
      ask(CommentEdit, { id: message.id, text }, { intent }),
    onSuccess: (answer) => cache.placeMessage(answer),
  });
}
