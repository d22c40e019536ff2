import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { POSTGRES_ENV, prepareData } from './postgres-data.ts';
import { postgresPackage } from './postgres-package.ts';
import { type PostgresPlace, postgresPlace } from './postgres-place.ts';
import { type ServerProcess, startServer, untilAnswer } from './server-process.ts';

export interface PostgresOptions {
  /** Created and initialized when it is not there; see `PostgresServer.dataDir` for where it really lies. */
  readonly dataDir: string;
  /** Any free port when left out. */
  readonly port?: number;
  /** Of the superuser `postgres`; counts when the data folder is initialized. */
  readonly password: string;
  /** False leaves out every fsync: faster, and a power cut destroys the data. For tests. */
  readonly durable: boolean;
  onProgress(line: string): void;
}

export interface PostgresServer {
  /** `postgres://127.0.0.1:<port>/postgres`, without credentials. */
  readonly url: string;
  readonly superuserUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Another than asked for where root asked for a folder that PostgreSQL's account cannot enter. */
  readonly dataDir: string;
  /** Ends open connections, writes a checkpoint and ends. */
  stop(): Promise<void>;
  /** Ends the server and its children on the spot, as a crash does. */
  kill(): Promise<void>;
}

const SETTINGS = ['max_connections=200', 'shared_buffers=128MB', 'timezone=UTC', 'log_timezone=UTC'];
const VOLATILE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=256MB'];

/** How long backends of a killed server may hold its shared memory before a new start gives up. */
const SHARED_MEMORY_FREED_WITHIN_MS = 15_000;

/** Starts PostgreSQL on 127.0.0.1 and waits until it takes connections. Works as root and as an ordinary user. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const installed = await postgresPackage();
  const place = await postgresPlace(installed, options.dataDir);
  if (place.dataDir !== resolve(options.dataDir)) options.onProgress(`PostgreSQL keeps its data in ${place.dataDir}.`);
  await prepareData(place, installed.major, options);

  const port = options.port ?? (await freePort());
  const server = await startWhenFreed(place, port, options);
  const { dataDir } = place;
  return {
    url: `postgres://127.0.0.1:${port}/postgres`,
    superuserUrl: `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`,
    port,
    pid: server.pid,
    dataDir,
    stop: () => server.stop(30_000),
    kill: server.kill,
  };
}

async function startWhenFreed(place: PostgresPlace, port: number, options: PostgresOptions): Promise<ServerProcess> {
  const deadline = performance.now() + SHARED_MEMORY_FREED_WITHIN_MS;
  for (;;) {
    const server = await launch(place, port, options);
    try {
      await untilAnswer(server, 'PostgreSQL', 60_000, () => isReady(place.dataDir, server.pid));
      return server;
    } catch (error) {
      const isHeld = server.logTail().includes('pre-existing shared memory block');
      if (!isHeld || performance.now() > deadline) throw error;
      options.onProgress('Waiting for processes of an earlier PostgreSQL to end.');
      await delay(200);
    }
  }
}

function launch({ native, dataDir, account }: PostgresPlace, port: number, options: PostgresOptions) {
  const network = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='];
  const settings = [...SETTINGS, ...network, ...(options.durable ? [] : VOLATILE)];
  return startServer({
    command: join(native, 'bin', 'postgres'),
    args: ['-D', dataDir, ...settings.flatMap((setting) => ['-c', setting])],
    logFile: `${dataDir}.log`,
    stopSignal: 'SIGINT',
    env: POSTGRES_ENV,
    account,
  });
}

/** The eighth line of its lock file says `ready` once it takes connections; `pg_ctl` waits for the same. */
async function isReady(dataDir: string, pid: number): Promise<true | undefined> {
  const lock = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = lock.split('\n').map((line) => line.trim());
  return lines[0] === String(pid) && lines[7] === 'ready' ? true : undefined;
}
