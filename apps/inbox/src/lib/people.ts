import { PersonView } from '@duet/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './http.ts';
import { keys } from './query-keys.ts';

const People = z.object({ people: z.array(PersonView) });

const peopleQuery = queryOptions({
  queryKey: keys.people,
  queryFn: async ({ signal }) => People.parse(await request('GET', '/people', { signal })).people,
  select: (people) => people.filter(({ active }) => active),
});

/** The active people of the workspace, by name. */
export const usePeople = () => useQuery({ ...peopleQuery, staleTime: 5 * 60_000 });

/** The same where somebody looks who is there: that is told by no event of the stream. */
export const useWhoIsThere = () => useQuery({ ...peopleQuery, staleTime: 0, refetchInterval: 5_000 });
