import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, run } from './command.ts';
import { NATS_VERSION } from './nats-version.ts';

export interface Releases {
  /** Holds `v<version>/nats-server-v<version>-<platform>.tar.gz`. */
  readonly url: string;
  /** Node's `<platform>-<arch>` → the release's name for it and the SHA-256 of its archive. */
  readonly archives: Readonly<Record<string, { readonly platform: string; readonly sha256: string }>>;
}

/** Checksums from the NATS maintainers' own image, github.com/nats-io/nats-docker, commit 23c04e1. */
export const OFFICIAL_RELEASES: Releases = {
  url: 'https://github.com/nats-io/nats-server/releases/download',
  archives: {
    'linux-x64': {
      platform: 'linux-amd64',
      sha256: '3f113d8f3d64f28239e12deeca9c9941104def9e2a8461fa076b0065b4e76327',
    },
    'linux-arm64': {
      platform: 'linux-arm64',
      sha256: '75ce2c04356e9581441e88feb9c270f54fbe2aedaa53caaaa7126a5978ba753d',
    },
  },
};

const ANSWER_WITHIN_MS = 5_000;
const WHOLE_WITHIN_MS = 180_000;

/**
 * Downloads the official release for this platform, checks it and unpacks the server.
 *
 * @returns path of the executable inside the folder
 */
export async function downloadNats(
  releases: Releases,
  folder: string,
  onProgress: (line: string) => void,
): Promise<string> {
  const archive = releases.archives[`${process.platform}-${process.arch}`];
  if (archive === undefined) throw new Error(`no checksum is known for ${process.platform}-${process.arch}`);
  const name = `nats-server-v${NATS_VERSION}-${archive.platform}`;
  const url = `${releases.url}/v${NATS_VERSION}/${name}.tar.gz`;
  onProgress(`Downloading ${url}`);
  const bytes = await download(url);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== archive.sha256) throw new Error(`${url} has another checksum than its release: ${sha256}`);

  const file = join(folder, 'nats-server.tar.gz');
  await writeFile(file, bytes);
  const unpack = ['-xzf', file, '-C', folder, '--strip-components=1', `${name}/nats-server`];
  await run('tar', unpack, { env: process.env, timeoutMs: 60_000 });
  return join(folder, 'nats-server');
}

async function download(url: string): Promise<Buffer> {
  const patience = new AbortController();
  const noAnswer = setTimeout(() => patience.abort(), ANSWER_WITHIN_MS);
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([patience.signal, AbortSignal.timeout(WHOLE_WITHIN_MS)]),
    });
    clearTimeout(noAnswer);
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (cause) {
    if (patience.signal.aborted) throw new Error(`${url}: no answer within ${ANSWER_WITHIN_MS} ms`, { cause });
    throw new Error(`${url}: ${messageOf(cause)}`, { cause });
  } finally {
    clearTimeout(noAnswer);
  }
}
