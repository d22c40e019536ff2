import type { TestDatabase } from '@duet/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CreateNotes1764000000000, schema, startNotes } from '../test/notes.ts';
import { migrate, missingMigrations } from './migrate.ts';

class AddAuthor1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.notes ADD COLUMN author text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.notes DROP COLUMN author`);
  }
}

let server: { database: TestDatabase; url: (role: 'owner' | 'worker') => string };
const newer = { schema, migrations: [CreateNotes1764000000000, AddAuthor1764000000001] };

beforeAll(async () => {
  server = await startNotes();
});

afterAll(() => server.database.drop());

test('a service can see which migrations its database lacks', async () => {
  expect(await missingMigrations(server.url('worker'), newer)).toEqual(['AddAuthor1764000000001']);
});

test('of several that migrate at the same time one does it and the others wait', async () => {
  const ran = await Promise.all([1, 2, 3].map(() => migrate(server.url('owner'), newer)));
  expect(ran.flat()).toEqual(['AddAuthor1764000000001']);
  expect(await missingMigrations(server.url('worker'), newer)).toEqual([]);
});
