import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type PostgresOptions, type PostgresServer, startPostgres } from './postgres.ts';
import { isAlive, programOf } from './process-table.ts';

/** Initialized once; each test works on a copy. */
let initialized: string;
let folder: string;
let dataDir: string;
let servers: PostgresServer[];

beforeAll(async () => {
  initialized = openFolder();
  servers = [];
  await (await start({ dataDir: join(initialized, 'data') })).stop();
});

afterAll(() => rmSync(initialized, { recursive: true }));

beforeEach(() => {
  folder = openFolder();
  dataDir = join(folder, 'data');
  execFileSync('cp', ['-a', join(initialized, 'data'), dataDir]);
  servers = [];
});

function openFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'duet-postgres-'));
  chmodSync(path, 0o755);
  return path;
}

afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(folder, { recursive: true });
});

async function start(options: Partial<PostgresOptions> = {}): Promise<PostgresServer> {
  const given = { dataDir, password: 'p@ss word', durable: false, onProgress: () => undefined, ...options };
  const server = await startPostgres(given);
  servers.push(server);
  return server;
}

async function query(server: PostgresServer, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client(server.superuserUrl);
  await client.connect();
  try {
    const results = [];
    for (const statement of statements) results.push(...(await client.query(statement)).rows);
    return results;
  } finally {
    await client.end();
  }
}

/** A connection in the middle of a long statement, as there are when a server is killed. */
async function openBusy(server: PostgresServer): Promise<number> {
  const client = new pg.Client(server.superuserUrl);
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query('select pg_backend_pid() as pid');
  void client.query('select pg_sleep(600)').catch(() => undefined);
  return rows[0].pid;
}

test('what was committed is there after stop, after kill and on the same port', async () => {
  const first = await start({ durable: true });
  await query(first, 'create table note (text text)', `insert into note values ('before stop')`);
  await first.stop();
  const second = await start({ durable: true, port: first.port });
  await query(second, `insert into note values ('before kill')`);
  const busy = await openBusy(second);
  await second.kill();
  expect([second.pid, busy].filter(isAlive)).toEqual([]);
  const third = await start({ durable: true, port: first.port });
  expect(third.port).toBe(first.port);
  expect(await query(third, 'select text from note')).toEqual([{ text: 'before stop' }, { text: 'before kill' }]);
});

test('a database for tests leaves out every fsync, a durable one none', async () => {
  const settings = `select current_setting('fsync') || current_setting('synchronous_commit') ||
    current_setting('full_page_writes') as durability, current_setting('max_connections') as connections`;
  const server = await start();
  expect(await query(server, settings)).toEqual([{ durability: 'offoffoff', connections: '200' }]);
  await server.stop();
  expect(await query(await start({ durable: true }), settings)).toMatchObject([{ durability: 'ononon' }]);
});

test('texts compare by code point and fold case beyond ASCII, whatever the locale of the machine', async () => {
  const statement = `select lower('ÜBER') as lower, 'a' < 'B' as "a<B", to_tsvector('english', 'Über cafés')::text as words`;
  expect(await query(await start(), statement)).toEqual([{ lower: 'über', 'a<B': false, words: "'café':2 'über':1" }]);
});

test('it asks for the password, and listens on 127.0.0.1 alone', async () => {
  const server = await start();
  const stranger = new pg.Client(server.superuserUrl.replace('p%40ss%20word', 'guess'));
  await expect(stranger.connect()).rejects.toThrow('password authentication failed');
  expect(await query(server, 'show listen_addresses', 'show unix_socket_directories')).toEqual([
    { listen_addresses: '127.0.0.1' },
    { unix_socket_directories: '' },
  ]);
});

test('data of another major version is refused with the ways out, and left as it is', async () => {
  writeFileSync(join(dataDir, 'PG_VERSION'), '15\n');
  await expect(start()).rejects.toThrow(/holds data of PostgreSQL 15; this is PostgreSQL 18.*pg_dumpall.*--fresh/s);
  expect(readFileSync(join(dataDir, 'PG_VERSION'), 'utf8')).toBe('15\n');
});

test('a folder with other files in it is not taken for a data folder', async () => {
  rmSync(join(dataDir, 'PG_VERSION'));
  await expect(start()).rejects.toThrow('is neither empty nor a PostgreSQL data folder');
});

test('a lock whose process id has gone to another program does not keep it from starting', async () => {
  const killed = await start();
  await killed.kill();
  const { uid, gid } = statSync(dataDir);
  const other = spawn('sleep', ['600'], process.getuid?.() === 0 ? { uid, gid } : {});
  const lock = join(dataDir, 'postmaster.pid');
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(other.pid)));
  try {
    expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    other.kill();
  }
});

test('backends that outlive a killed postmaster are waited for, never run over', async () => {
  const first = await start({ durable: true });
  const busy = await openBusy(first);
  process.kill(busy, 'SIGSTOP');
  process.kill(first.pid, 'SIGKILL');
  const waits: string[] = [];
  const onProgress = (line: string): void => {
    if (waits.push(line) === 1) process.kill(busy, 'SIGKILL');
  };
  await start({ durable: true, onProgress });
  expect(waits[0]).toBe('Waiting for processes of an earlier PostgreSQL to end.');
  expect(programOf(busy)).toBeUndefined();
});

test('a second server on a data folder in use is refused with the process that uses it', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(`PostgreSQL (process ${first.pid}) already runs on ${dataDir}.`);
});

test('a taken port ends the start with what the server said', async () => {
  const first = await start();
  const second = start({ dataDir: join(folder, 'second'), port: first.port });
  await expect(second).rejects.toThrow(/PostgreSQL ended while starting.*Address already in use/s);
});
