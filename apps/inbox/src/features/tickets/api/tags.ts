import { TagAdd, type TagView } from '@duet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Answer, ask, type Input } from '../../../lib/ask.ts';
import type { Intent } from '../../../lib/intent.ts';
import { keys } from '../../../lib/query-keys.ts';

export function useAddTag() {
  const client = useQueryClient();
  return useMutation<Answer<typeof TagAdd>, Error, Input<typeof TagAdd> & Intent>({
    mutationFn: ({ intent, ...tag }) => ask(TagAdd, tag, { intent }),
    onSuccess: (tag) =>
      client.setQueryData<TagView[]>(keys.tags, (held) =>
        held ? [...held, tag].sort((a, b) => a.name.localeCompare(b.name)) : held,
      ),
  });
}
