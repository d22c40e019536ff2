import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  findNatsServer,
  freePort,
  type NatsServer,
  type PostgresServer,
  removePostgresData,
  type ServerProcess,
  startNats,
  startPostgres,
  startServer,
} from '@duet/embedded';
import { until } from '@duet/testing';
import { type ComposeProcess, exampleVariables, readCompose } from '../test/compose.ts';
import { installation } from './installation.ts';
import { serviceProcesses } from './services.ts';

const variables = exampleVariables();
const compose = readCompose(variables);
const folder = mkdtempSync(join(tmpdir(), 'duet-compose-'));
const dataDir = join(folder, 'postgres');
const running: ServerProcess[] = [];

let postgres: PostgresServer;
let nats: NatsServer;
let simulatorPort: number;

beforeAll(async () => {
  const report = () => undefined;
  const password = variables['POSTGRES_PASSWORD'] ?? '';
  const { path } = await findNatsServer({ onProgress: report });
  const given = { user: 'duet', password: variables['NATS_PASSWORD'] ?? '', publish: ['>'], subscribe: ['>'] };
  [postgres, nats, simulatorPort] = await Promise.all([
    startPostgres({ dataDir, password, durable: false, onProgress: report }),
    startNats({ binary: path, storeDir: join(folder, 'nats'), syncInterval: 'always', users: [given] }),
    freePort(),
  ]);
});

afterAll(async () => {
  await Promise.all(running.map((one) => one.stop()));
  await Promise.all([postgres.stop(), nats.stop()]);
  await removePostgresData(dataDir);
  rmSync(folder, { recursive: true });
});

/** The names of containers become addresses of this machine, fixed ports become free ones. */
async function onThisMachine({ environment }: ComposeProcess): Promise<Record<string, string>> {
  const local = Object.entries(environment).map(([name, value]) => [
    name,
    value
      .replace('@postgres:5432/duet', `@127.0.0.1:${postgres.port}/postgres`)
      .replace('@nats:4222', `@127.0.0.1:${nats.port}`)
      .replace('simulator:4010', `127.0.0.1:${simulatorPort}`)
      .replace('/app/', `${installation}/`)
      .replace('/data/', `${folder}/`),
  ]);
  const ports = {
    PORT: String(await freePort()),
    OPS_PORT: String(await freePort()),
    SIMULATOR_PORT: String(simulatorPort),
  };
  return { ...Object.fromEntries(local), ...ports };
}

async function once(service: string): Promise<void> {
  const { command, environment } = composed(service);
  const [program = '', ...args] = command;
  expect(program).toBe('duet');
  const env = { ...process.env, ...(await onThisMachine({ command, environment })) };
  const bin = join(installation, 'apps', 'cli', 'bin', 'duet.js');
  await promisify(execFile)(process.execPath, [bin, ...args], { env, cwd: installation });
}

function composed(service: string): ComposeProcess {
  const found = compose[service];
  if (!found) throw new Error(`docker-compose.yml has no ${service}`);
  return found;
}

/** Runs a service's command with its environment. @returns where it says that it is ready */
async function start(service: string, readyPath: string): Promise<string> {
  const found = composed(service);
  const env = await onThisMachine(found);
  const [, ...args] = found.command;
  // startServer runs in `/`, the image in its own folder.
  const program = join(folder, `${service}.sh`);
  writeFileSync(program, `cd ${installation}\nexec ${process.execPath} ${args.map((arg) => `'${arg}'`).join(' ')}\n`);
  running.push(
    await startServer({
      command: '/bin/sh',
      args: [program],
      logFile: join(folder, `${service}.log`),
      stopSignal: 'SIGTERM',
      env: { PATH: process.env['PATH'], ...env },
    }),
  );
  return `http://127.0.0.1:${service === 'simulator' ? simulatorPort : env['OPS_PORT']}${readyPath}`;
}

async function untilReady(service: string, url: string): Promise<void> {
  const isReady = async () => (await fetch(url).catch(() => undefined))?.status === 200;
  await until(`${service} is ready`, isReady, 60_000).catch((error: unknown) => {
    throw new Error(readFileSync(join(folder, `${service}.log`), 'utf8').slice(-2_000), { cause: error });
  });
}

test('what compose runs, run as plain processes: migrate and provision end well, every service gets ready', async () => {
  await Promise.all([once('migrate'), once('provision')]);
  await untilReady('simulator', await start('simulator', '/_control/health'));
  const started = await Promise.all(
    serviceProcesses.map(async ({ name }) => ({ name, url: await start(name, '/ready') })),
  );
  await Promise.all(started.map(({ name, url }) => untilReady(name, url)));
}, 240_000);
