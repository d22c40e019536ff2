import { Injectable } from '@nestjs/common';
import { admins, everyone, PersonView, Removal, RoleChange } from '@duet/contracts';
import { Database } from '@duet/database';
import { z } from 'zod';
import { memberRoute, type Route } from '../http/route.ts';
import { People } from './people.ts';
import { personStore, type SeenPerson } from './person.store.ts';

/** Without presence: a change of it is told by the list. */
const ChangedPerson = PersonView.pick({ id: true, name: true, email: true, role: true, active: true });

@Injectable()
export class PeopleRoutes {
  constructor(
    private readonly database: Database,
    private readonly people: People,
  ) {}

  routes(): Route[] {
    const path = '/people';
    const changing = { method: 'POST', roles: admins, status: 200, answer: ChangedPerson } as const;
    return [
      memberRoute(
        {
          id: 'listPeople',
          method: 'GET',
          path,
          summary: 'People of the workspace, by name; those who left are not active',
          request: z.object({}),
          roles: everyone,
          status: 200,
          answer: z.object({ people: z.array(PersonView) }),
        },
        async (_request, { workspace }) => ({
          people: (await this.database.asPerson(workspace.id, (tx) => personStore.list(tx))).map(present),
        }),
      ),
      memberRoute(
        {
          ...changing,
          id: 'changeRole',
          path: `${path}/{id}/role`,
          summary: 'Give somebody another role, none above your own',
          request: RoleChange,
          refusals: ['not_found', 'last_owner'],
        },
        ({ id, role }, caller) => this.people.changeRole(caller, id, role),
      ),
      memberRoute(
        {
          ...changing,
          id: 'removePerson',
          path: `${path}/{id}/remove`,
          summary: 'Take somebody out of the workspace; what they had in their hands goes to whom you choose',
          request: Removal,
          refusals: ['not_found', 'last_owner'],
        },
        ({ id, to }, caller) => this.people.remove(caller, id, to),
      ),
    ];
  }
}

const present = ({ lastSeenAt, ...person }: SeenPerson): z.input<typeof PersonView> => ({
  ...person,
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
});
