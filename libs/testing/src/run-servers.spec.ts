import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { removePostgresData } from '@duet/embedded';
import { Client } from 'pg';
import { createDatabase, keptDatabases } from './database.ts';
import { startRunServers } from './run-servers.ts';

const given = { ...process.env };

beforeEach(() => {
  process.env = { ...given, DUET_TEST_CONTAINERS: '0' };
});

afterAll(() => {
  process.env = given;
});

async function show(setting: string): Promise<string> {
  const client = new Client(process.env.DUET_TEST_POSTGRES);
  await client.connect();
  const { rows } = await client.query(`select current_setting($1) as value`, [setting]);
  await client.end();
  return rows[0].value;
}

test('without a server from outside a run has one of its own, which leaves nothing behind', async () => {
  delete process.env.DUET_TEST_POSTGRES;
  const servers = await startRunServers();
  expect(process.env.DUET_TEST_POSTGRES).not.toBe(given.DUET_TEST_POSTGRES);
  expect(await show('fsync')).toBe('off');
  const folder = await show('data_directory');
  const database = await createDatabase();
  await database.drop();
  await servers.stop();
  await expect(show('fsync')).rejects.toThrow(/ECONNREFUSED/);
  expect(existsSync(folder)).toBe(false);
});

test('the data of a run is left where a database was kept', async () => {
  delete process.env.DUET_TEST_POSTGRES;
  const servers = await startRunServers();
  const folder = await show('data_directory');
  await (await createDatabase({ keep: true })).drop();
  await servers.stop();
  expect(existsSync(folder)).toBe(true);
  await removePostgresData(folder);
  rmSync(dirname(folder), { recursive: true });
});

test('a server from outside is used, is not stopped, and loses the templates of the run', async () => {
  const servers = await startRunServers();
  expect(process.env.DUET_TEST_POSTGRES).toBe(given.DUET_TEST_POSTGRES);
  const database = await createDatabase({ template: { name: 'outside', migrate: () => Promise.resolve() } });
  await database.drop();
  await servers.stop();
  const client = new Client(given.DUET_TEST_POSTGRES);
  await client.connect();
  const { rows } = await client.query(`select datname from pg_database where datname like 'duet_template_outside_%'`);
  await client.end();
  expect(rows).toEqual([]);
  expect(await keptDatabases()).not.toContain(database.name);
});
