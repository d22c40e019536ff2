import { createHash } from 'node:crypto';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Account, run } from './command.ts';
import type { PostgresPackage } from './postgres-package.ts';

/** Where PostgreSQL runs from and keeps its data, and as whom: it refuses to run as root. */
export interface PostgresPlace {
  readonly native: string;
  readonly dataDir: string;
  /** Undefined for an ordinary user, who runs it as they are. */
  readonly account: Account | undefined;
}

/** Every account of the machine can enter it, whatever the folder of the checkout allows. */
const SHARED = '/var/lib/duet';

/**
 * Decides the place for the wanted data folder.
 *
 * For an ordinary user it is the wanted folder and the installed package. For root PostgreSQL runs as another account,
 * and whichever of the two that account cannot reach is replaced by a folder under `/var/lib/duet/<hash of its path>`.
 */
export async function postgresPlace(installed: PostgresPackage, wantedDataDir: string): Promise<PostgresPlace> {
  const wanted = resolve(wantedDataDir);
  if (process.getuid?.() !== 0) {
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    return { native: installed.native, dataDir: wanted, account: undefined };
  }
  const account = (await ownerOf(wanted)) ?? (await ownerOf(sharedDataDir(wanted))) ?? (await serviceAccount());
  return {
    native: await reachablePrograms(installed, account),
    dataDir: await reachableDataDir(wanted, account),
    account,
  };
}

/** Deletes the data that `startPostgres` keeps for this folder, wherever it keeps it. */
export async function removePostgresData(wantedDataDir: string): Promise<void> {
  const wanted = resolve(wantedDataDir);
  for (const path of [wanted, `${wanted}.log`, dirname(sharedDataDir(wanted))]) {
    await rm(path, { recursive: true, force: true });
  }
}

function sharedDataDir(wanted: string): string {
  return join(SHARED, hashOf(wanted), 'data');
}

function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

/** Data stays with whom it belongs to: PostgreSQL refuses a data folder of somebody else. */
async function ownerOf(folder: string): Promise<Account | undefined> {
  const found = await stat(folder).catch(() => undefined);
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

async function serviceAccount(): Promise<Account> {
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find(([name]) => name === wanted) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody" to run it as.');
}

async function reachablePrograms(installed: PostgresPackage, account: Account): Promise<string> {
  if (await allows('[ -r "$0" ] && [ -x "$0" ]', join(installed.native, 'bin', 'postgres'), account)) {
    return installed.native;
  }
  const copy = join(SHARED, hashOf(installed.native), `postgres-${installed.version}`);
  if ((await stat(copy).catch(() => undefined)) !== undefined) return copy;
  await makeShared(dirname(copy));
  const half = await mkdtemp(`${copy}-`);
  await cp(installed.native, half, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'a+rX', half], { env: process.env, timeoutMs: 30_000 });
  await rename(half, copy).catch(async (cause: unknown) => {
    await rm(half, { recursive: true });
    // Another process was faster, with the same files.
    if ((await stat(copy).catch(() => undefined)) === undefined) throw cause;
  });
  return copy;
}

async function reachableDataDir(wanted: string, account: Account): Promise<string> {
  const created = await mkdir(wanted, { recursive: true });
  if (created !== undefined) await chown(wanted, account.uid, account.gid);
  if (await allows('[ -w "$0" ] && [ -x "$0" ]', wanted, account)) return wanted;
  if (created !== undefined) await rmdir(wanted);

  const shared = sharedDataDir(wanted);
  await makeShared(dirname(shared));
  await mkdir(shared, { recursive: true, mode: 0o700 });
  await chown(shared, account.uid, account.gid);
  return shared;
}

async function makeShared(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const path of [SHARED, folder]) await chmod(path, 0o755);
}

/** Asks the kernel, as the account itself: every folder on the way counts. */
async function allows(test: string, path: string, account: Account): Promise<boolean> {
  return run('/bin/sh', ['-c', test, path], { env: process.env, timeoutMs: 5_000, account }).then(
    () => true,
    () => false,
  );
}
