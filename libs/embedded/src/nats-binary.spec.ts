import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findNatsServer } from './nats-binary.ts';
import type { Releases } from './nats-download.ts';

const platform = `${process.platform}-${process.arch}`;

let home: string;
let lines: string[];
let releaseServer: Server | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duet-nats-lookup-'));
  lines = [];
});

afterEach(async () => {
  rmSync(home, { recursive: true });
  releaseServer?.closeAllConnections();
  await new Promise((resolve) => (releaseServer ? releaseServer.close(resolve) : resolve(undefined)));
  releaseServer = undefined;
});

const onProgress = (line: string) => void lines.push(line);
const cached = () => join(home, '.cache/duet/nats-server-2.12.3');
const server = (version: string) => `echo 'nats-server: v${version}'`;

/** A real executable on the PATH of the look-up, or anywhere else. */
function executable(path: string, script: string): string {
  const full = path.startsWith('/') ? path : join(home, 'bin', path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
  chmodSync(full, 0o755);
  return full;
}

function lookUp(releases: Releases = { url: 'http://127.0.0.1:1', archives: {} }) {
  return findNatsServer({ onProgress, releases, env: { PATH: join(home, 'bin'), HOME: home } });
}

/** Answers every request with these bytes, or never. */
async function serveReleases(body: Buffer | 'silence', sha256: string): Promise<Releases> {
  releaseServer = createServer((_, response) => void (body === 'silence' || response.end(body)));
  await new Promise<void>((resolve) => releaseServer?.listen(0, '127.0.0.1', resolve));
  const address = releaseServer.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, archives: { [platform]: { platform: 'this-one', sha256 } } };
}

function releaseArchive(version: string): { bytes: Buffer; sha256: string } {
  const folder = 'nats-server-v2.12.3-this-one';
  executable(join(home, folder, 'nats-server'), server(version));
  execFileSync('tar', ['-czf', join(home, 'release.tar.gz'), '-C', home, folder]);
  const bytes = readFileSync(join(home, 'release.tar.gz'));
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

test('a server on the PATH comes before the cache', async () => {
  const path = executable('nats-server', server('2.14.1'));
  executable(cached(), server('2.12.3'));
  expect(await lookUp()).toEqual({ path, version: '2.14.1', foundBy: 'PATH' });
  expect(lines).toEqual([]);
});

test('a server older than 2.10 is refused with its path and version, and the cache is asked next', async () => {
  const old = executable('nats-server', server('2.9.10'));
  executable(cached(), server('2.12.3'));
  expect(await lookUp()).toEqual({ path: cached(), version: '2.12.3', foundBy: 'cache' });
  expect(lines).toEqual([`No nats-server by PATH: ${old} is 2.9.10; 2.10 or newer is needed`]);
});

test('a server older than 2.12 is taken with a warning', async () => {
  const path = executable('nats-server', server('2.10.29'));
  expect(await lookUp()).toMatchObject({ path, version: '2.10.29' });
  expect(lines).toEqual([`nats-server 2.10.29 at ${path} works; 2.12 is recommended.`]);
});

test('the cache follows XDG_CACHE_HOME', async () => {
  const path = executable(join(home, 'xdg/duet/nats-server-2.12.3'), server('2.12.3'));
  const env = { PATH: join(home, 'bin'), HOME: home, XDG_CACHE_HOME: join(home, 'xdg') };
  expect(await findNatsServer({ onProgress, env })).toMatchObject({ path, foundBy: 'cache' });
});

test('a release with the known checksum is unpacked into the cache', async () => {
  const { bytes, sha256 } = releaseArchive('2.12.3');
  const releases = await serveReleases(bytes, sha256);
  expect(await lookUp(releases)).toEqual({ path: cached(), version: '2.12.3', foundBy: 'download' });
  expect(lines.at(-1)).toBe(`Downloading ${releases.url}/v2.12.3/nats-server-v2.12.3-this-one.tar.gz`);
  expect(await lookUp(releases)).toMatchObject({ foundBy: 'cache' });
});

test('a release with another checksum is refused and leaves nothing in the cache', async () => {
  const { bytes } = releaseArchive('2.12.3');
  await expect(lookUp(await serveReleases(bytes, 'f'.repeat(64)))).rejects.toThrow('has another checksum');
  expect(readdirSync(dirname(cached()))).toEqual([]);
});

test('a release server that never answers is given up', async () => {
  const go = `cat > "$GOBIN/nats-server" <<'END'\n#!/bin/sh\n${server('2.12.3')}\nEND`;
  executable('go', go);
  expect(await lookUp(await serveReleases('silence', ''))).toMatchObject({ foundBy: 'go' });
  expect(lines[3]).toMatch(/^No nats-server by download: http.*: no answer within 5000 ms$/);
});

test('go builds the pinned version into the cache, where the next look-up finds it', async () => {
  executable('go', `cat > "$GOBIN/nats-server" <<END\n#!/bin/sh\n# $*\n${server('2.12.3')}\nEND`);
  expect(await lookUp()).toEqual({ path: cached(), version: '2.12.3', foundBy: 'go' });
  expect(readFileSync(cached(), 'utf8')).toContain('# install github.com/nats-io/nats-server/v2@v2.12.3');
  expect(readdirSync(dirname(cached()))).toEqual(['nats-server-2.12.3']);
  expect(await lookUp()).toMatchObject({ foundBy: 'cache' });
});

test('a build that ends half way leaves nothing in the cache', async () => {
  executable('go', `echo half > "$GOBIN/nats-server"; echo 'dial tcp: connection refused' >&2; exit 1`);
  await expect(lookUp()).rejects.toThrow('go: dial tcp: connection refused');
  expect(readdirSync(dirname(cached()))).toEqual([]);
});

test('a container engine that answers gives the server out of the official image', async () => {
  const copy = `cat > "$3" <<'END'\n#!/bin/sh\n${server('2.12.3')}\nEND`;
  executable('docker', 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
  executable('podman', `case $1 in info) ;; create) echo c0ffee ;; cp) ${copy}\n ;; rm) ;; esac`);
  expect(await lookUp()).toEqual({ path: cached(), version: '2.12.3', foundBy: 'container image' });
});

test('where nothing helps, the error names every source in order with its reason', async () => {
  executable('nats-server', server('2.9.10'));
  executable('go', 'echo "no network" >&2; exit 1');
  executable('docker', 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
  executable('apt-cache', 'echo "  Candidate: 2.9.10-1"');
  const archives = { [platform]: { platform: 'this-one', sha256: '' } };
  const failure = await lookUp({ url: 'http://127.0.0.1:1', archives }).catch((error: unknown) => error);
  expect(String(failure).split('\n')).toEqual([
    'Error: No nats-server 2.10 or newer was found:',
    expect.stringMatching(/^ {2}- PATH: .* is 2\.9\.10; 2\.10 or newer is needed$/),
    `  - cache: ${cached()} does not exist`,
    expect.stringMatching(/^ {2}- download: http:\/\/127\.0\.0\.1:1\/.*/),
    '  - go: no network',
    '  - container image: docker: Cannot connect to the Docker daemon, podman is not installed',
    '  - packages: apt offers 2.9.10, which is too old',
    'Put nats-server 2.12.3 on the PATH, or set NATS_URL to a server that runs already.',
  ]);
  expect(lines.filter((line) => line.startsWith('No nats-server by')).length).toBe(6);
});
