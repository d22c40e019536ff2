import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '@duet/testing';
import { Client } from 'pg';
import { schema, startNotes } from '../test/notes.ts';
import { Database } from './database.ts';
import { isOutage } from './outage.ts';

const ours = randomUUID();
let server: { database: TestDatabase; url: (role: 'owner' | 'worker') => string };
let database: Database;

beforeAll(async () => {
  server = await startNotes();
  database = await Database.connect({ url: server.url('worker'), schema, poolSize: 1 });
});

afterAll(async () => {
  await database.close();
  await server.database.drop();
});

const all = 'SELECT * FROM notes WHERE workspace_id = $1';

async function asOwner(sql: string): Promise<void> {
  const owner = new Client({ connectionString: server.url('owner') });
  await owner.connect();
  await owner.query(sql).finally(() => owner.end());
}

test('a statement is planned once for a connection, whoever sends it', async () => {
  const parameters = [ours];
  for (let time = 0; time < 8; time += 1) await database.asPerson(ours, (tx) => tx.query(all, parameters));
  for (let time = 0; time < 8; time += 1) await database.asWorker((tx) => tx.query(all, parameters));
  const statements = await database.query<{ times: string; reused: boolean }>(
    'SELECT generic_plans + custom_plans AS times, generic_plans > 0 AS reused FROM pg_prepared_statements WHERE statement = $1',
    [all],
  );
  expect(statements).toEqual([{ times: '16', reused: true }]);
});

test('a migration beside a running service costs one attempt, which counts as an outage', async () => {
  await database.query(all, [ours]);
  await asOwner(`ALTER TABLE ${schema}.notes ADD COLUMN colour text`);
  const refused = await database.query(all, [ours]).catch((error: unknown) => error);
  expect(refused).toMatchObject({ message: expect.stringContaining('cached plan') });
  expect(isOutage(refused)).toBe(true);
  await expect(database.query(all, [ours])).resolves.toEqual([]);
});

test('an empty table is read by its index already, since plans outlive the day on which it was empty', async () => {
  const plan = await database.query<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT * FROM notes WHERE text = 'hello'`);
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('Index');
});
