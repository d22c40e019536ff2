import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serviceNames, startPostgres } from '@duet/embedded';
import { PASSWORD, prepareDatabase } from './servers.ts';

/** Where a run of the tests keeps what its systems begin with. */
const folderOf = (run: string): string => join(tmpdir(), `duet-prepared-${run}`);

/**
 * Makes PostgreSQL's data with the roles and schemas of all services, by their migrations the first time in a run of the
 * tests and as a copy after that.
 * @returns false where it did nothing: outside of a run, or where there is data already
 */
export async function copyPrepared(dataDir: string, root: string): Promise<boolean> {
  const run = process.env['DUET_TEST_RUN'];
  if (run === undefined || existsSync(dataDir)) return false;
  const kept = folderOf(run);
  if (!existsSync(kept)) await prepare(kept, root);
  await promisify(execFile)('cp', ['-a', join(kept, 'postgres'), dataDir]);
  return true;
}

export const removePrepared = (run: string): Promise<void> => rm(folderOf(run), { recursive: true, force: true });

async function prepare(kept: string, root: string): Promise<void> {
  const making = await mkdtemp(`${kept}-`);
  // For root PostgreSQL runs as another account, which must get in.
  await chmod(making, 0o755);
  const options = {
    dataDir: join(making, 'postgres'),
    password: PASSWORD,
    durable: false,
    onProgress: () => undefined,
  };
  const server = await startPostgres(options);
  await prepareDatabase(server.superuserUrl, root, serviceNames);
  await server.stop();
  await rename(making, kept);
}
