import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type NatsConnection, connect } from '@nats-io/transport-node';
import { findNatsServer } from './nats-binary.ts';
import { type NatsServer, type NatsServerOptions, startNats } from './nats-server.ts';
import { isAlive } from './process-table.ts';

let binary: string;
let storeDir: string;
let servers: NatsServer[];
let connections: NatsConnection[];

beforeAll(async () => {
  binary = (await findNatsServer({ onProgress: () => undefined })).path;
});

beforeEach(() => {
  storeDir = mkdtempSync(join(tmpdir(), 'duet-nats-'));
  servers = [];
  connections = [];
});

afterEach(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(storeDir, { recursive: true });
});

async function start(options: Partial<NatsServerOptions> = {}): Promise<NatsServer> {
  const server = await startNats({ binary, storeDir, ...options });
  servers.push(server);
  return server;
}

async function open(server: NatsServer, user?: string): Promise<NatsConnection> {
  const connection = await connect({ servers: server.url, reconnect: false, user, pass: user && `${user}-secret` });
  connections.push(connection);
  return connection;
}

async function publishInto(server: NatsServer, text: string): Promise<void> {
  const connection = await open(server);
  await (await jetstreamManager(connection)).streams.add({ name: 'FACTS', subjects: ['facts.>'] });
  await jetstream(connection).publish('facts.one', text);
}

async function readBack(server: NatsServer): Promise<string | undefined> {
  const manager = await jetstreamManager(await open(server));
  return (await manager.streams.getMessage('FACTS', { last_by_subj: 'facts.one' }))?.string();
}

test.each(['stop', 'kill'] as const)('after %s, a start on the same port and folder has the messages', async (end) => {
  const first = await start({ syncInterval: 'always' });
  await publishInto(first, 'still here');
  await first[end]();
  expect(isAlive(first.pid)).toBe(false);
  const second = await start({ port: first.port });
  expect(second.port).toBe(first.port);
  expect(await readBack(second)).toBe('still here');
});

test('it listens on 127.0.0.1 alone and takes messages of almost 8 MiB', async () => {
  const connection = await open(await start());
  expect(connection.info).toMatchObject({ host: '127.0.0.1', max_payload: 8 * 1024 * 1024, jetstream: true });
});

test('a port that another server has ends the start with what the server said', async () => {
  const first = await start();
  const second = startNats({ binary, port: first.port, storeDir: join(storeDir, 'second') });
  await expect(second).rejects.toThrow(/nats-server ended while starting.*address already in use/s);
});

test('a setting that the server does not know ends the start with what the server said', async () => {
  await expect(start({ config: { no_such_setting: 1 } })).rejects.toThrow(/unknown field "no_such_setting"/);
});

test('a user publishes and hears what it is allowed to, and nobody comes in without a password', async () => {
  const server = await start({
    users: [
      { user: 'ticketing', password: 'ticketing-secret', publish: ['evt.ticketing.>'], subscribe: [] },
      { user: 'reporting', password: 'reporting-secret', publish: [], subscribe: ['evt.>'] },
    ],
  });
  await expect(open(server)).rejects.toThrow(/authorization violation/i);

  const ticketing = await open(server, 'ticketing');
  const reporting = await open(server, 'reporting');
  const heard = reporting.subscribe('evt.>', { max: 1 });
  await reporting.flush();
  const refusals = refusedSubjects(ticketing);
  ticketing.publish('evt.delivery.message.sent', 'forged');
  ticketing.publish('evt.ticketing.ticket.opened', 'genuine');
  for await (const message of heard) expect(message.string()).toBe('genuine');
  expect(await refusals).toBe('evt.delivery.message.sent');
});

async function refusedSubjects(connection: NatsConnection): Promise<unknown> {
  for await (const status of connection.status()) {
    if (status.type === 'error' && 'subject' in status.error) return status.error.subject;
  }
  return undefined;
}

test('it ends when the process that started it is killed', async () => {
  const module = JSON.stringify(new URL('nats-server.ts', import.meta.url).href);
  const options = JSON.stringify({ binary, storeDir });
  const script = `const { startNats } = await import(${module});
    console.log((await startNats(${options})).pid); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (line) => resolve(Number(line))));
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await until(() => !isAlive(pid));
});

/** Jest's own time-out ends a wait that never comes to its end. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
