import { missingMigrations } from '../schemas.ts';
import { serviceNames } from '../services.ts';
import { type Check, withClient } from './check.ts';

/** The database answers, and every schema is up to date. */
export const database: Check = {
  name: 'database',
  async run(target) {
    const version = await withClient(target.superuserUrl, async (client) => {
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      return rows[0]?.server_version ?? 'of unknown version';
    });
    const faults: string[] = [];
    for (const service of serviceNames) {
      const missing = await missingMigrations(service, target.workerUrl(service));
      if (missing.length > 0) faults.push(`${service} lacks ${missing.join(', ')}: run \`duet migrate\``);
    }
    return { seen: `PostgreSQL ${version}, ${serviceNames.length} schemas`, faults };
  },
};
