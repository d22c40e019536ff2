import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type DatabaseTemplate, createDatabase, keptDatabases } from './database.ts';

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** A template nobody else builds, which counts how often it was built. */
function countingTemplate(): DatabaseTemplate & { built: number } {
  return {
    name: `counting_${randomBytes(4).toString('hex')}`,
    built: 0,
    async migrate(url) {
      this.built += 1;
      await query(url, `create table ticket as select 'from the template' as subject`);
    },
  };
}

test('databases made at the same time are copies of a template that is built once', async () => {
  const template = countingTemplate();
  const databases = await Promise.all(Array.from({ length: 4 }, () => createDatabase({ template })));
  expect(template.built).toBe(1);
  for (const { url } of databases) {
    expect(await query(url, 'select subject from ticket')).toEqual([{ subject: 'from the template' }]);
  }
  await Promise.all(databases.map((database) => database.drop()));
});

test('what one database is given, its siblings do not have', async () => {
  const template = countingTemplate();
  const [one, other] = await Promise.all([createDatabase({ template }), createDatabase({ template })]);
  await query(one.url, `insert into ticket values ('mine')`);
  expect(await query(other.url, 'select count(*)::int as tickets from ticket')).toEqual([{ tickets: 1 }]);
  await Promise.all([one.drop(), other.drop()]);
});

test('a template that failed to build is built again by the next who asks', async () => {
  const template = countingTemplate();
  const failing = { name: template.name, migrate: () => Promise.reject(new Error('migration 3 failed')) };
  await expect(createDatabase({ template: failing })).rejects.toThrow('migration 3 failed');
  const database = await createDatabase({ template });
  expect(await query(database.url, 'select subject from ticket')).toHaveLength(1);
  await database.drop();
});

test('a database without a template is empty, and gone after drop', async () => {
  const { name, url, drop } = await createDatabase();
  expect(await query(url, `select from pg_tables where schemaname = 'public'`)).toEqual([]);
  await drop();
  await expect(query(url, 'select 1')).rejects.toThrow(`database "${name}" does not exist`);
});

test('a database that is kept outlives drop and is reported', async () => {
  const kept = await createDatabase({ keep: true });
  await kept.drop();
  expect(await keptDatabases()).toContain(kept.name);
  await query(process.env.DUET_TEST_POSTGRES ?? '', `drop database ${kept.name}`);
});

test('a connection left open makes drop fail and names what it last did', async () => {
  const { url, name, drop } = await createDatabase();
  const forgotten = new Client({ connectionString: url, application_name: 'forgetful-relay' });
  forgotten.on('error', () => undefined);
  await forgotten.connect();
  await forgotten.query('select 42');
  await expect(drop()).rejects.toThrow(`Connections to ${name} were left open: forgetful-relay idle: select 42`);
  expect(await keptDatabases()).not.toContain(name);
});
