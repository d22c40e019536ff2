import { messageOf } from './command.ts';
import { OFFICIAL_RELEASES, type Releases } from './nats-download.ts';
import { SOURCES, type Source } from './nats-sources.ts';
import { NATS_VERSION, fitnessOf, natsVersionOf } from './nats-version.ts';

export interface NatsBinary {
  readonly path: string;
  /** `2.12.3` */
  readonly version: string;
  readonly foundBy: Source['name'];
}

export interface NatsLookup {
  /** One line per source that has none, with the reason, and one before each that takes its time. */
  onProgress(line: string): void;
  /** `process.env` when left out: PATH, XDG_CACHE_HOME and HOME are read from it. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where releases are downloaded from; the official place when left out. */
  readonly releases?: Releases;
}

/**
 * Finds a nats-server that fits, or brings one into the user's cache: PATH, cache, official release, go, container image.
 *
 * @throws Error naming every source, why it has none, and what a person can do
 */
export async function findNatsServer(lookup: NatsLookup): Promise<NatsBinary> {
  const { onProgress, env = process.env, releases = OFFICIAL_RELEASES } = lookup;
  const failures: string[] = [];
  for (const source of SOURCES) {
    try {
      const path = await source.find({ env, releases, onProgress });
      const version = await natsVersionOf(path);
      const fitness = fitnessOf(version);
      if (fitness === 'too old') throw new Error(`${path} is ${version}; 2.10 or newer is needed`);
      if (fitness === 'older than tested') onProgress(`nats-server ${version} at ${path} works; 2.12 is recommended.`);
      return { path, version, foundBy: source.name };
    } catch (error) {
      const failure = `${source.name}: ${messageOf(error)}`;
      failures.push(failure);
      onProgress(`No nats-server by ${failure}`);
    }
  }
  throw new Error(
    [
      'No nats-server 2.10 or newer was found:',
      ...failures.map((failure) => `  - ${failure}`),
      `Put nats-server ${NATS_VERSION} on the PATH, or set NATS_URL to a server that runs already.`,
    ].join('\n'),
  );
}
