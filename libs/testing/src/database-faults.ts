import { Client, escapeIdentifier } from 'pg';
import type { TestDatabase } from './database.ts';

/**
 * Lets every writer of a table wait; readers go on. What waits commits when the returned function is called.
 * @param table schema-qualified
 */
export async function holdWrites(database: TestDatabase, table: string): Promise<() => Promise<void>> {
  const holder = new Client({ connectionString: database.url, application_name: 'holds writes' });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
  return () => holder.end();
}

/** How many sessions wait for such a table. */
export async function heldWriters(database: TestDatabase, table: string): Promise<number> {
  return withClient(database.url, async (client) => {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_locks WHERE relation = $1::regclass AND NOT granted AND mode = 'RowExclusiveLock'`,
      [table],
    );
    return rowCount ?? 0;
  });
}

/**
 * Takes the database away from every service: their sessions end and new ones are refused, until the returned
 * function is called. The superuser's sessions stay.
 */
export async function takeAway(database: TestDatabase): Promise<() => Promise<void>> {
  await allowConnections(database, false);
  return () => allowConnections(database, true);
}

async function allowConnections({ url, name }: TestDatabase, allowed: boolean): Promise<void> {
  const elsewhere = new URL(url);
  elsewhere.pathname = '/postgres';
  await withClient(elsewhere.href, async (client) => {
    await client.query(`ALTER DATABASE ${escapeIdentifier(name)} ALLOW_CONNECTIONS ${allowed}`);
    if (!allowed) await endSessions(client, name);
  });
}

async function endSessions(client: Client, name: string): Promise<void> {
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename LIKE '%\\_worker'`,
    [name],
  );
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'duet-testing' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
