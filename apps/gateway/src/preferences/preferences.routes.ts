import { Injectable } from '@nestjs/common';
import { Preferences, Rejection, Role } from '@duet/contracts';
import { Database } from '@duet/database';
import { z } from 'zod';
import { type Caller, memberRoute, type Route } from '../http/route.ts';

/** What a person chose for themselves. It goes with them into every browser and workspace. */
@Injectable()
export class PreferencesRoutes {
  constructor(private readonly database: Database) {}

  routes(): Route[] {
    const common = { path: '/preferences', roles: Role.options, status: 200, answer: Preferences } as const;
    return [
      memberRoute(
        {
          ...common,
          id: 'getPreferences',
          method: 'GET',
          summary: 'What you chose for yourself',
          request: z.object({}),
        },
        async (_request, caller) => {
          const id = personOf(caller);
          const sql = 'SELECT preferences FROM people WHERE id = $1';
          const rows = await this.database.asWorker((tx) => tx.query<{ preferences: unknown }>(sql, [id]));
          return Preferences.parse(rows[0]?.preferences);
        },
      ),
      memberRoute(
        {
          ...common,
          id: 'changePreferences',
          method: 'POST',
          summary: 'Choose for yourself; what you do not name stays as it is',
          request: Preferences,
        },
        async (chosen, caller) => {
          const id = personOf(caller);
          const sql = 'UPDATE people SET preferences = preferences || $2::jsonb WHERE id = $1 RETURNING preferences';
          const rows = await this.database.asWorker((tx) =>
            tx.query<{ preferences: unknown }>(sql, [id, JSON.stringify(chosen)]),
          );
          return Preferences.parse(rows[0]?.preferences);
        },
      ),
    ];
  }
}

/** @throws Rejection `forbidden` */
function personOf({ actor, email }: Caller): string {
  if (email === null) throw new Rejection('forbidden', {}, 'An API key has no preferences.');
  return actor.id;
}
