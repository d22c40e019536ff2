import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { findCommand, messageOf, run } from './command.ts';
import { cachedPath, intoCache } from './nats-cache.ts';
import { type Releases, downloadNats } from './nats-download.ts';
import { NATS_VERSION, fitnessOf } from './nats-version.ts';

export interface Search {
  readonly env: NodeJS.ProcessEnv;
  readonly releases: Releases;
  onProgress(line: string): void;
}

/** One place to get a nats-server from. */
export interface Source {
  readonly name: 'PATH' | 'cache' | 'download' | 'go' | 'container image' | 'packages';
  /** The path of an executable; rejects with the reason why this source has none. */
  find(search: Search): Promise<string>;
}

const MINUTE_MS = 60_000;
const IMAGE = `docker.io/library/nats:${NATS_VERSION}`;

export const SOURCES: readonly Source[] = [
  { name: 'PATH', find: onPath },
  { name: 'cache', find: inCache },
  { name: 'download', find: byDownload },
  { name: 'go', find: byGo },
  { name: 'container image', find: fromContainerImage },
  { name: 'packages', find: fromPackages },
];

async function onPath({ env }: Search): Promise<string> {
  const path = await findCommand('nats-server', env);
  if (path === undefined) throw new Error('there is none');
  return path;
}

async function inCache({ env }: Search): Promise<string> {
  const path = cachedPath(env);
  await access(path).catch((cause: unknown) => {
    throw new Error(`${path} does not exist`, { cause });
  });
  return path;
}

async function byDownload({ env, releases, onProgress }: Search): Promise<string> {
  return intoCache(env, (folder) => downloadNats(releases, folder, onProgress));
}

async function byGo({ env, onProgress }: Search): Promise<string> {
  const go = await findCommand('go', env);
  if (go === undefined) throw new Error('go is not installed');
  return intoCache(env, async (folder) => {
    onProgress(`Building nats-server ${NATS_VERSION} with go; this takes some minutes, once.`);
    const module = `github.com/nats-io/nats-server/v2@v${NATS_VERSION}`;
    await run(go, ['install', module], { env: { ...env, GOBIN: folder }, timeoutMs: 15 * MINUTE_MS });
    return join(folder, 'nats-server');
  });
}

/** Copies the executable out of the official image, so that it runs like any other. */
async function fromContainerImage({ env, onProgress }: Search): Promise<string> {
  if (process.platform !== 'linux') throw new Error('the image holds a Linux program');
  const reasons: string[] = [];
  for (const name of ['docker', 'podman']) {
    const engine = await findCommand(name, env);
    if (engine === undefined) {
      reasons.push(`${name} is not installed`);
      continue;
    }
    try {
      await run(engine, ['info'], { env, timeoutMs: 5_000 });
      onProgress(`Taking nats-server out of ${IMAGE} with ${name}.`);
      return await intoCache(env, async (folder) => {
        const created = await run(engine, ['create', IMAGE], { env, timeoutMs: 2 * MINUTE_MS });
        const container = created.trim();
        const path = join(folder, 'nats-server');
        await run(engine, ['cp', `${container}:/nats-server`, path], { env, timeoutMs: MINUTE_MS });
        await run(engine, ['rm', container], { env, timeoutMs: MINUTE_MS });
        return path;
      });
    } catch (error) {
      reasons.push(`${name}: ${messageOf(error)}`);
    }
  }
  throw new Error(reasons.join(', '));
}

/** Installs nothing: a package changes the machine, which is for its owner to decide. */
async function fromPackages({ env }: Search): Promise<string> {
  if (await findCommand('brew', env)) throw new Error('`brew install nats-server` would bring it');
  const apt = await findCommand('apt-cache', env);
  if (apt === undefined) throw new Error('no package manager that is known here');
  const policy = await run(apt, ['policy', 'nats-server'], { env, timeoutMs: 10_000 });
  const offered = /Candidate: (?:\d+:)?(\d[^\s-]*)/.exec(policy)?.[1];
  if (offered === undefined) throw new Error('apt offers none');
  if (fitnessOf(offered) === 'too old') throw new Error(`apt offers ${offered}, which is too old`);
  throw new Error(`\`apt-get install nats-server\` would bring ${offered}`);
}
