import { run } from './command.ts';

/** The version that is fetched or built where none is found. */
export const NATS_VERSION = '2.12.3';

const OLDEST = [2, 10] as const;
const EXPECTED = [2, 12] as const;

export type Fitness = 'fits' | 'older than tested' | 'too old';

/** `2.12.3` of a nats-server executable; rejects when it does not run or says something else. */
export async function natsVersionOf(path: string): Promise<string> {
  const output = await run(path, ['--version'], { env: {}, timeoutMs: 10_000 });
  const version = /nats-server: v(\d+\.\d+\.\d+\S*)/.exec(output)?.[1];
  if (version === undefined) throw new Error(`${path} --version says "${output.trim()}"`);
  return version;
}

/** Before 2.10 a server drops settings that Duet relies on without saying so; Duet is tested with 2.12. */
export function fitnessOf(version: string): Fitness {
  if (isBefore(version, OLDEST)) return 'too old';
  return isBefore(version, EXPECTED) ? 'older than tested' : 'fits';
}

function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
}
