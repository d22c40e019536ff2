import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '@duet/testing';
import { schema, startNotes } from '../test/notes.ts';
import { Database } from './database.ts';

let server: { database: TestDatabase; url: (role: 'owner' | 'worker') => string };
let database: Database;

beforeAll(async () => {
  server = await startNotes();
  database = await Database.connect({ url: server.url('worker'), schema });
});

afterAll(async () => {
  await database.close();
  await server.database.drop();
});

const turnOver = (today: string): Promise<unknown> => database.query(`SELECT ${schema}.turn_over($1)`, [today]);

const add = (day: string): Promise<unknown> =>
  database.query('INSERT INTO notes (day, workspace_id, text) VALUES ($1, $2, $3)', [day, randomUUID(), day]);

async function places(): Promise<Record<string, string[]>> {
  const rows = await database.query<{ place: string; text: string }>(
    'SELECT tableoid::regclass::text AS place, text FROM notes ORDER BY text',
  );
  const groups = Map.groupBy(rows, ({ place }) => place);
  return Object.fromEntries([...groups].map(([place, group]) => [place, group.map(({ text }) => text)]));
}

async function partitions(): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'notes'::regclass ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

test('H9: the partitions of today and the next three days are made, once', async () => {
  await turnOver('2026-11-21');
  await turnOver('2026-11-21');
  const days = ['20261121', '20261122', '20261123', '20261124'].map((day) => `notes_${day}`);
  expect(await partitions()).toEqual([...days, 'notes_default']);
});

test('H9: a row goes to its day, and what is older than the installation to the default partition', async () => {
  await add('2026-11-21');
  await add('2026-01-01');
  expect(await places()).toEqual({ notes_20261121: ['2026-11-21'], notes_default: ['2026-01-01'] });
});

test('H9: expired days are dropped whole, those still kept stay', async () => {
  await add('2026-11-22');
  await turnOver('2026-11-24');
  expect(await places()).toEqual({ notes_20261122: ['2026-11-22'], notes_default: ['2026-01-01'] });
  expect((await partitions())[0]).toBe('notes_20261122');
});

test('rows that came while nobody made partitions move into the one that is made late', async () => {
  await add('2026-12-10');
  await add('2026-12-11');
  await turnOver('2026-12-10');
  expect(await places()).toMatchObject({
    notes_20261210: ['2026-12-10'],
    notes_20261211: ['2026-12-11'],
    notes_default: ['2026-01-01'],
  });
  await add('2026-12-10');
  const [used] = await database.query<{ positions: string }>('SELECT count(DISTINCT position) AS positions FROM notes');
  expect(used?.positions).toBe('4');
});

test('several replicas may turn over at the same time', async () => {
  await Promise.all(Array.from({ length: 4 }, () => turnOver('2026-12-20')));
  expect(await partitions()).toContain('notes_20261223');
});
