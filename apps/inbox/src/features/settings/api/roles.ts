import { Role } from '@duet/contracts';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../../lib/http.ts';

const Actions = z.object({ actions: z.array(z.object({ id: z.string(), summary: z.string(), roles: z.array(Role) })) });

/** What may be done, and by whom: told from the table by which the server lets requests in. */
export const useRoles = () =>
  useQuery({
    queryKey: ['settings', 'roles'],
    queryFn: async ({ signal }) => Actions.parse(await request('GET', '/roles', { signal })).actions,
    staleTime: Infinity,
  });
