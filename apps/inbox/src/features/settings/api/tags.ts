import { TagAdd, TagChange, type TagColor, TagRemove, type TagView } from '@duet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { newIntent } from '../../../lib/intent.ts';
import { keys } from '../../../lib/query-keys.ts';

/** Without an id it is a new one. */
export interface WrittenTag {
  readonly id: string | null;
  readonly name: string;
  readonly color: TagColor;
}

/** Tags stand on tickets as well, so those that are held are read again. */
function useTagChange<Input>(change: (input: Input) => Promise<TagView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all([keys.tags, ['tickets'], ['ticket']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export const useSaveTag = () =>
  useTagChange(({ id, name, color }: WrittenTag) =>
    id === null
      ? ask(TagAdd, { name, color }, { intent: newIntent() })
      : ask(TagChange, { id, name, color }, { intent: newIntent() }),
  );

export const useRemoveTag = () => useTagChange(({ id }: TagView) => ask(TagRemove, { id }, { intent: newIntent() }));
