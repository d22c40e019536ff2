import { everyone, Role } from '@duet/contracts';
import { z } from 'zod';
import { memberRoute, type Route } from './route.ts';

/** What each role may do: told from the list of routes by which requests are let in. */
export const rolesRoute = (routes: readonly Route[]): Route =>
  memberRoute(
    {
      id: 'listRoles',
      method: 'GET',
      path: '/roles',
      summary: 'What may be done here, and by whom',
      request: z.object({}),
      roles: everyone,
      status: 200,
      answer: z.object({
        actions: z.array(z.object({ id: z.string(), summary: z.string(), roles: z.array(Role) })),
      }),
    },
    async () => ({
      actions: routes.flatMap(({ id, summary, access }) =>
        access === 'public' ? [] : [{ id, summary, roles: [...access] }],
      ),
    }),
  );
