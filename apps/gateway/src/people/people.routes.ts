import { Injectable } from '@nestjs/common';
import { Role } from '@duet/contracts';
import { Database } from '@duet/database';
import { z } from 'zod';
import { memberRoute, type Route } from '../http/route.ts';
import { personStore } from './person.store.ts';

export const PersonView = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: Role,
  active: z.boolean(),
});

@Injectable()
export class PeopleRoutes {
  constructor(private readonly database: Database) {}

  routes(): Route[] {
    return [
      memberRoute(
        {
          id: 'listPeople',
          method: 'GET',
          path: '/people',
          summary: 'People of the workspace, by name; those who left are not active',
          request: z.object({}),
          roles: Role.options,
          status: 200,
          answer: z.object({ people: z.array(PersonView) }),
        },
        async (_request, { workspace }) => ({
          people: await this.database.asPerson(workspace.id, (tx) => personStore.list(tx)),
        }),
      ),
    ];
  }
}
