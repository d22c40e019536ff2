import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serviceNames, startPostgres } from '@duet/embedded';
import { PASSWORD, prepareDatabase } from './servers.ts';
import { makeWorkspace, OWNER, type Workspace } from './workspace.ts';

/** Where a run of the tests keeps what its systems begin with. */
const folderOf = (run: string): string => join(tmpdir(), `duet-prepared-${run}`);

/**
 * Makes PostgreSQL's data with the roles and schemas of all services and one workspace, by their migrations and commands the
 * first time in a run of the tests and as a copy after that.
 * @returns the workspace; undefined where it did nothing: outside of a run, or where there is data already
 */
export async function copyPrepared(dataDir: string, root: string): Promise<Workspace | undefined> {
  const run = process.env['DUET_TEST_RUN'];
  if (run === undefined || existsSync(dataDir)) return undefined;
  const kept = folderOf(run);
  if (!existsSync(kept)) await prepare(kept, root);
  await promisify(execFile)('cp', ['-a', join(kept, 'postgres'), dataDir]);
  return JSON.parse(await readFile(join(kept, 'workspace.json'), 'utf8'));
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
  const workspace = await makeWorkspace(server.superuserUrl, root, OWNER);
  await writeFile(join(making, 'workspace.json'), JSON.stringify(workspace));
  await server.stop();
  // Of several workers one is first.
  await rename(making, kept).catch(async (cause: unknown) => {
    await rm(making, { recursive: true });
    if (!existsSync(kept)) throw cause;
  });
}
