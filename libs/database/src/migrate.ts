import type { MigrationInterface } from 'typeorm';
import { connectSource } from './database.ts';

export interface ServiceSchema {
  readonly schema: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/**
 * Brings a schema up to date as its owner; two callers at once take turns.
 * @returns the names of the migrations that ran
 */
export async function migrate(ownerUrl: string, { schema, migrations }: ServiceSchema): Promise<string[]> {
  const source = await connectSource({ url: ownerUrl, schema, migrations, poolSize: 2 });
  const lock = source.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext($1))`, [`migrate.${schema}`]);
    const ran = await source.runMigrations({ transaction: 'each' });
    await source.query(`GRANT SELECT ON ${schema}.migrations TO ${schema}_worker`);
    return ran.map(({ name }) => name);
  } finally {
    await lock.query(`SELECT pg_advisory_unlock(hashtext($1))`, [`migrate.${schema}`]).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}

/** Names of the migrations that the database lacks; a service refuses to start while there are any. */
export async function missingMigrations(workerUrl: string, { schema, migrations }: ServiceSchema): Promise<string[]> {
  const source = await connectSource({ url: workerUrl, schema, poolSize: 1 });
  try {
    const [table] = await source.query<{ name: string | null }[]>('SELECT to_regclass($1)::text AS name', [
      `${schema}.migrations`,
    ]);
    const rows: { name: string }[] = table?.name ? await source.query(`SELECT name FROM ${schema}.migrations`) : [];
    const present = new Set(rows.map(({ name }) => name));
    return migrations.map(({ name }) => name).filter((name) => !present.has(name));
  } finally {
    await source.destroy();
  }
}
