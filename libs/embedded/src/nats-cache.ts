import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { NATS_VERSION, natsVersionOf } from './nats-version.ts';

export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME ?? homedir(), '.cache'), 'duet');
}

export function cachedPath(env: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), `nats-server-${NATS_VERSION}`);
}

/**
 * Puts an executable into the cache in one step, so that nobody ever finds half of one.
 *
 * @param make leaves it in the folder it is given and answers its path
 */
export async function intoCache(env: NodeJS.ProcessEnv, make: (folder: string) => Promise<string>): Promise<string> {
  await mkdir(cacheFolder(env), { recursive: true });
  const folder = await mkdtemp(join(cacheFolder(env), 'making-'));
  try {
    const made = await make(folder);
    await chmod(made, 0o755);
    await natsVersionOf(made);
    await rename(made, cachedPath(env));
    return cachedPath(env);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
