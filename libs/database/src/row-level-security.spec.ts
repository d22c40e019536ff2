import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '@duet/testing';
import { Client } from 'pg';
import { schema, startNotes } from '../test/notes.ts';
import { Database } from './database.ts';
import type { Tx } from './tx.ts';

const ours = randomUUID();
const theirs = randomUUID();
let server: { database: TestDatabase; url: (role: 'owner' | 'worker') => string };
let database: Database;

const texts = async (tx: Tx): Promise<string[]> =>
  (await tx.query<{ text: string }>('SELECT text FROM notes ORDER BY text')).map(({ text }) => text);

const add = (tx: Tx, workspaceId: string, text: string): Promise<number> =>
  tx.run(`INSERT INTO notes (day, workspace_id, text) VALUES ('2026-11-21', $1, $2)`, [workspaceId, text]);

beforeAll(async () => {
  server = await startNotes();
  database = await Database.connect({ url: server.url('worker'), schema, poolSize: 1 });
  await database.asWorker(async (tx) => {
    await add(tx, ours, 'ours');
    await add(tx, theirs, 'theirs');
  });
});

afterAll(async () => {
  await database.close();
  await server.database.drop();
});

test('H21: a person sees the rows of one workspace, the service those of all', async () => {
  expect(await database.asPerson(ours, texts)).toEqual(['ours']);
  expect(await database.asPerson(theirs, texts)).toEqual(['theirs']);
  expect(await database.asPerson(randomUUID(), texts)).toEqual([]);
  expect(await database.asWorker(texts)).toEqual(['ours', 'theirs']);
});

test('H21: a person can neither write nor move a row into another workspace', async () => {
  await expect(database.asPerson(ours, (tx) => add(tx, theirs, 'smuggled'))).rejects.toThrow('row-level security');
  const move = (tx: Tx): Promise<number> => tx.run('UPDATE notes SET workspace_id = $1', [theirs]);
  await expect(database.asPerson(ours, move)).rejects.toThrow('row-level security');
  const overwrite = (tx: Tx): Promise<number> =>
    tx.run(`UPDATE notes SET text = 'x' WHERE workspace_id = $1`, [theirs]);
  expect(await database.asPerson(ours, overwrite)).toBe(0);
});

test('H21: what is not granted to a person stays forbidden', async () => {
  await expect(database.asPerson(ours, (tx) => tx.run('DELETE FROM notes'))).rejects.toThrow('permission denied');
});

test('H21: a forgotten workspace is an error, on a fresh connection and on a used one', async () => {
  const forgetful = (tx: Tx): Promise<string[]> => tx.query(`SET LOCAL ROLE ${schema}_person`).then(() => texts(tx));
  await database.asPerson(ours, texts);
  await expect(database.asWorker(forgetful)).rejects.toThrow('invalid input syntax for type uuid');
  const fresh = await Database.connect({ url: server.url('worker'), schema, poolSize: 1 });
  await expect(fresh.asWorker(forgetful)).rejects.toThrow('app.workspace');
  await fresh.close();
});

test('role and workspace end with the transaction, also with one that fails', async () => {
  await expect(database.asPerson(ours, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const who = await database.query<{ role: string; workspace: string }>(
    `SELECT current_user AS role, current_setting('app.workspace', true) AS workspace`,
  );
  expect(who).toEqual([{ role: `${schema}_worker`, workspace: '' }]);
});

test('H21: not even the owner of the tables sees rows past the policies', async () => {
  const owner = new Client({ connectionString: server.url('owner') });
  await owner.connect();
  const { rowCount } = await owner.query('SELECT 1 FROM notes');
  await owner.end();
  expect(rowCount).toBe(0);
});

test('what is done after the commit is not done without one', async () => {
  const done: string[] = [];
  await database.asWorker((tx) => Promise.resolve(tx.afterCommit(() => done.push('committed'))));
  const failing = database.asWorker((tx) => {
    tx.afterCommit(() => done.push('rolled back'));
    return Promise.reject(new Error('no'));
  });
  await expect(failing).rejects.toThrow('no');
  expect(done).toEqual(['committed']);
});
