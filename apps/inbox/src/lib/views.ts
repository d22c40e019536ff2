import { type SavedView, ViewsGet, ViewsSet } from '@duet/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Answer, ask } from './ask.ts';
import { newIntent } from './intent.ts';
import { keys } from './query-keys.ts';

type Views = Answer<typeof ViewsGet>;

/** Whose views: the workspace's or one's own. */
export type ViewsOf = keyof Views;

export const useViews = () =>
  useQuery({ queryKey: keys.views, queryFn: ({ signal }) => ask(ViewsGet, {}, { signal }), staleTime: 60_000 });

/** Sets all views of the workspace or one's own; after a colleague was faster they are read anew. */
export function useSetViews(of: ViewsOf) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (views: SavedView[]) => {
      const version = client.getQueryData<Views>(keys.views)?.[of].version ?? 0;
      return ask(ViewsSet, { isShared: of === 'shared', views, version }, { intent: newIntent() });
    },
    onSuccess: (saved) => client.setQueryData<Views>(keys.views, (held) => held && { ...held, [of]: saved }),
    onError: () => client.invalidateQueries({ queryKey: keys.views }),
  });
}
