import { AvailabilityList, AvailabilitySet, TeamsGet } from '@duet/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { newIntent } from './intent.ts';
import { keys } from './query-keys.ts';

/** Who is there and how much each has to do. It is asked for while somebody looks, and told by no event of the stream. */
export const useAvailability = () =>
  useQuery({
    queryKey: keys.availability,
    queryFn: async ({ signal }) => (await ask(AvailabilityList, {}, { signal })).people,
    staleTime: 0,
    refetchInterval: 5_000,
  });

/** The teams into whose hands a ticket can be put. */
export const useTeams = () =>
  useQuery({
    queryKey: keys.teams,
    queryFn: async ({ signal }) => (await ask(TeamsGet, {}, { signal })).teams,
    staleTime: 60_000,
  });

/** Says that the viewer is away, or back. */
export function useSetAway() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (isAway: boolean) => ask(AvailabilitySet, { isAway }, { intent: newIntent() }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.availability }),
  });
}
