import { TagList } from '@duet/contracts';
import { useQuery } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { keys } from './query-keys.ts';

export const useTags = () =>
  useQuery({
    queryKey: keys.tags,
    queryFn: async ({ signal }) => (await ask(TagList, {}, { signal })).tags,
    staleTime: 60_000,
  });
