import { createDatabase, type TestDatabase } from '@duet/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrate } from '../src/migrate.ts';
import { provisionRoles } from '../src/roles.ts';
import { protect } from '../src/row-level-security.ts';
import { turnOverFunction } from '../src/daily-partitions.ts';

export const schema = 'notes';
const PASSWORD = 'test-only';

export class CreateNotes1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.notes (
        day date NOT NULL,
        position bigint GENERATED ALWAYS AS IDENTITY,
        workspace_id uuid NOT NULL,
        text text NOT NULL,
        PRIMARY KEY (day, position)
      ) PARTITION BY RANGE (day);
      CREATE TABLE ${schema}.notes_default PARTITION OF ${schema}.notes DEFAULT;
      CREATE INDEX notes_text ON ${schema}.notes (text);
      ${protect('notes', { schema, person: 'SELECT, INSERT, UPDATE' })}
      ${turnOverFunction(schema, [{ table: 'notes', keepDays: 2 }])}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}

const urlOf = (databaseUrl: string, role: 'owner' | 'worker'): string => {
  const url = new URL(databaseUrl);
  url.username = `${schema}_${role}`;
  url.password = PASSWORD;
  return url.href;
};

/** A database with one protected, daily partitioned table. */
export async function startNotes(): Promise<{ database: TestDatabase; url: (role: 'owner' | 'worker') => string }> {
  const fill = async (superuserUrl: string): Promise<void> => {
    await provisionRoles(superuserUrl, [{ service: schema, ownerPassword: PASSWORD, workerPassword: PASSWORD }]);
    await migrate(urlOf(superuserUrl, 'owner'), { schema, migrations: [CreateNotes1764000000000] });
  };
  const database = await createDatabase({ template: { name: schema, migrate: fill } });
  return { database, url: (role) => urlOf(database.url, role) };
}
