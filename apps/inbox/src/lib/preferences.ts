import { Preferences } from '@duet/contracts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './http.ts';
import { keys } from './query-keys.ts';

const preferencesQuery = queryOptions({
  queryKey: keys.preferences,
  queryFn: async ({ signal }) => Preferences.parse(await request('GET', '/preferences', { signal })),
  staleTime: 60_000,
  refetchOnWindowFocus: 'always',
});

/** What the viewer chose in whatever browser; undefined until the server said so. */
export const usePreferences = (): Preferences | undefined => useQuery(preferencesQuery).data;

/** Takes a choice of the viewer at once, and tells the server. What it does not name stays. */
export function useChoose(): (part: Preferences) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    scope: { id: 'preferences' },
    mutationFn: (part: Preferences) => request('POST', '/preferences', { body: part }),
  });
  return (part) => {
    void client.cancelQueries({ queryKey: keys.preferences });
    client.setQueryData(preferencesQuery.queryKey, (known) => ({ ...known, ...part }));
    mutate(part);
  };
}
