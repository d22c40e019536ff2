import { randomUUID } from 'node:crypto';
import { type Client, escapeIdentifier } from 'pg';
import { type ServiceName, serviceNames } from '../services.ts';
import { type Check, withClient } from './check.ts';

const ROLES = ['owner', 'worker', 'person'] as const;

/** Each service's roles are there, and a person sees nothing of another workspace. */
export const permissions: Check = {
  name: 'permissions',
  async run(target) {
    const faults: string[] = [];
    let tables = 0;
    for (const service of serviceNames) {
      const missing = await withClient(target.superuserUrl, (client) => missingRoles(client, service));
      faults.push(...missing.map((role) => `the role ${role} is missing: run \`duet migrate\``));
      if (missing.length > 0) continue;
      const found = await withClient(target.workerUrl(service), (client) => visibleToStrangers(client, service));
      tables += found.looked;
      faults.push(...found.open.map((table) => `${service}.${table} shows a person rows of other workspaces`));
    }
    return { seen: `${serviceNames.length * ROLES.length} roles, ${tables} tables looked into as a stranger`, faults };
  },
};

async function missingRoles(client: Client, service: ServiceName): Promise<string[]> {
  const wanted = ROLES.map((role) => `${service}_${role}`);
  const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY($1)', [
    wanted,
  ]);
  const present = new Set(rows.map(({ rolname }) => rolname));
  return wanted.filter((role) => !present.has(role));
}

/** Looks as a person of a workspace that does not exist, so that every row seen is one too many. */
async function visibleToStrangers(client: Client, schema: ServiceName): Promise<{ looked: number; open: string[] }> {
  await client.query('BEGIN READ ONLY');
  await client.query(`SELECT set_config('app.workspace', $1, true), set_config('role', $2, true)`, [
    randomUUID(),
    `${schema}_person`,
  ]);
  const { rows } = await client.query<{ name: string; unguarded: boolean }>(
    `SELECT relname AS name, relkind <> 'v' AND NOT relrowsecurity AS unguarded FROM pg_class
     JOIN pg_namespace ON pg_namespace.oid = relnamespace
     JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'workspace_id'
     WHERE nspname = $1 AND relkind IN ('r', 'p', 'v') AND has_table_privilege(pg_class.oid, 'SELECT')`,
    [schema],
  );
  const open: string[] = [];
  for (const { name, unguarded } of rows) {
    const { rowCount } = await client.query(
      `SELECT FROM ${escapeIdentifier(schema)}.${escapeIdentifier(name)} LIMIT 1`,
    );
    if (unguarded || rowCount) open.push(name);
  }
  await client.query('ROLLBACK');
  return { looked: rows.length, open };
}
