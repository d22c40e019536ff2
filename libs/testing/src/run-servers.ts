import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNatsServer, removePostgresData, startPostgres } from '@duet/embedded';
import { dropTemplates, keptDatabases } from './database.ts';
import { removePrepared } from './system/prepared.ts';

/** What one run of the tests shares; the workers find it in the environment. */
export interface RunServers {
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL for this run and finds a nats-server, and tells the workers by
 * `DUET_TEST_POSTGRES` (a superuser's URL), `DUET_TEST_NATS_BINARY` (a path) and `DUET_TEST_RUN` (names its templates).
 * Whatever is set already is used as it is.
 */
export async function startRunServers(): Promise<RunServers> {
  const run = randomBytes(4).toString('hex');
  process.env.DUET_TEST_RUN = run;
  process.env.DUET_TEST_NATS_BINARY ??= (await findNatsServer({ onProgress: report })).path;
  const { stop } = await postgresOfRun();
  return { stop: async () => void (await Promise.all([stop(), removePrepared(run)])) };
}

async function postgresOfRun(): Promise<RunServers> {
  if (process.env.DUET_TEST_POSTGRES !== undefined) return { stop: dropTemplates };
  const { url, stop } = (await startContainer()) ?? (await startEmbedded());
  process.env.DUET_TEST_POSTGRES = url;
  return { stop };
}

interface RunPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
const INITDB = '--no-locale --locale-provider=builtin --builtin-locale=C.UTF-8 --encoding=UTF8';

const ENOUGH_MEMORY_BYTES = 2 * 1024 ** 3;

/** Undefined where containers are not wanted, no engine answers or the image cannot be had. */
async function startContainer(): Promise<RunPostgres | undefined> {
  if (process.env.DUET_TEST_CONTAINERS === '0') return undefined;
  const { getContainerRuntimeClient } = await import('testcontainers');
  const hasEngine = await getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
  if (!hasEngine) return undefined;
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  try {
    const container = await new PostgreSqlContainer('postgres:18')
      .withDatabase('postgres')
      .withUsername('postgres')
      .withEnvironment({ POSTGRES_INITDB_ARGS: INITDB })
      .withCommand(['postgres', ...SETTINGS.flatMap((setting) => ['-c', setting])])
      .start();
    return { url: container.getConnectionUri(), stop: async () => void (await container.stop()) };
  } catch (error) {
    report(`No PostgreSQL in a container (${String(error)}); the embedded one is used.`);
    return undefined;
  }
}

async function startEmbedded(): Promise<RunPostgres> {
  const folder = await mkdtemp(join(await fastestTemporaryFolder(), 'duet-test-'));
  // For root PostgreSQL runs as another account, which must get in.
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'postgres');
  const server = await startPostgres({ dataDir, password: 'duet-test', durable: false, onProgress: report });
  return {
    url: server.superuserUrl,
    async stop() {
      const kept = await keptDatabases();
      await server.stop();
      if (kept.length > 0) return report(`Kept ${kept.join(', ')} in ${server.dataDir}.`);
      await removePostgresData(dataDir);
      await rm(folder, { recursive: true });
    },
  };
}

/** Memory where there is enough of it: a new database is some 300 files, made there in a tenth of the time. */
async function fastestTemporaryFolder(): Promise<string> {
  const memory = '/dev/shm';
  const space = await statfs(memory).catch(() => undefined);
  return space !== undefined && space.bavail * space.bsize >= ENOUGH_MEMORY_BYTES ? memory : tmpdir();
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}
