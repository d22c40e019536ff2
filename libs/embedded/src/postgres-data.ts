import { chown, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from './command.ts';
import type { PostgresPlace } from './postgres-place.ts';
import { programOf } from './process-table.ts';

/** Nothing of the caller's PG* variables or locale reaches PostgreSQL. */
export const POSTGRES_ENV = { PATH: process.env.PATH, LC_ALL: 'C' };

/**
 * Makes the data folder ready for a start: initialized once, of this major version, free of what a killed server left.
 *
 * @throws Error saying what to do, when the folder holds another major version's data or another server uses it
 */
export async function prepareData(place: PostgresPlace, major: string, options: InitOptions): Promise<void> {
  const found = await readFile(join(place.dataDir, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (found === undefined) return initialize(place, options);
  if (found.trim() !== major) throw new Error(otherMajor(place.dataDir, found.trim(), major));
  await disownLock(place.dataDir);
}

export interface InitOptions {
  /** Of the superuser `postgres`. */
  readonly password: string;
  readonly durable: boolean;
}

async function initialize({ native, dataDir, account }: PostgresPlace, options: InitOptions): Promise<void> {
  if ((await readdir(dataDir)).length > 0) throw new Error(`${dataDir} is neither empty nor a PostgreSQL data folder.`);
  // Beside the data folder and renamed when complete: an interrupted initdb leaves no half of a database behind.
  const half = await mkdtemp(`${dataDir}.new-`);
  const passwordFile = `${half}.password`;
  try {
    await writeFile(passwordFile, options.password, { mode: 0o600 });
    if (account) for (const path of [half, passwordFile]) await chown(path, account.uid, account.gid);
    const locale = ['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
    const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const speed = options.durable ? [] : ['--no-sync'];
    const args = [`--pgdata=${half}`, ...locale, '--text-search-config=english', ...access, ...speed];
    await run(join(native, 'bin', 'initdb'), args, { env: POSTGRES_ENV, timeoutMs: 120_000, account });
    await rename(half, dataDir);
  } finally {
    await rm(half, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

/**
 * Handles the lock file of a server that was killed.
 *
 * PostgreSQL takes over a lock whose process is gone. Where another program has been given that process id it would
 * refuse; a lock of its own parent, this process, it takes over as well. The file itself must stay: it names the
 * shared memory by which PostgreSQL notices that backends of the killed server still run.
 */
async function disownLock(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  const lock = await readFile(file, 'utf8').catch(() => undefined);
  if (lock === undefined) return;
  const [owner, ...rest] = lock.split('\n');
  const pid = Number(owner);
  for (const deadline = performance.now() + 5_000; serves(pid, dataDir); await delay(50)) {
    if (performance.now() > deadline) throw new Error(`PostgreSQL (process ${pid}) already runs on ${dataDir}.`);
  }
  const current = await readFile(file, 'utf8').catch(() => undefined);
  if (current === lock && programOf(pid) !== undefined) await writeFile(file, [process.pid, ...rest].join('\n'));
}

function serves(pid: number, dataDir: string): boolean {
  if (programOf(pid) !== 'postgres') return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir;
  } catch {
    return true;
  }
}

function otherMajor(dataDir: string, found: string, major: string): string {
  return [
    `${dataDir} holds data of PostgreSQL ${found}; this is PostgreSQL ${major}, which cannot read it. Either`,
    `  - keep it: move ${dirname(dataDir)} away and start again with an empty one,`,
    `  - take it along: run PostgreSQL ${found} on it, write it out with pg_dumpall and read that into the new one, or`,
    '  - give it up: start with --fresh, which deletes it.',
  ].join('\n');
}
