import { Role } from '@duet/contracts';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './http.ts';
import { keys } from './query-keys.ts';

const People = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string(), role: Role, active: z.boolean() })),
});

export const usePeople = () =>
  useQuery({
    queryKey: keys.people,
    queryFn: async ({ signal }) => People.parse(await request('GET', '/people', { signal })).people,
    staleTime: 5 * 60_000,
    select: (people) => people.filter(({ active }) => active),
  });
