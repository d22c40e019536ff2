import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DiskStorage } from './disk-storage.ts';
import { type ByteRange, TooLarge } from './storage.ts';

const workspace = '018f0000-0000-7000-8000-000000000001';
const other = '018f0000-0000-7000-8000-000000000002';
const png = { contentType: 'image/png', maxBytes: 10 };

let folder: string;
let storage: DiskStorage;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-'));
  storage = new DiskStorage(folder);
});

afterEach(() => rm(folder, { recursive: true }));

const textOf = async (mediaId: string, range?: ByteRange) =>
  Buffer.concat(await Array.fromAsync(storage.read(workspace, mediaId, range))).toString();

const bytes = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

test('what was put comes back with its type, size and hash', async () => {
  const about = { ...png, width: 20, height: 10, madeFor: 'tiktok_feed' };
  const stored = await storage.put(workspace, bytes('hel', 'lo'), about);
  expect(stored).toEqual({
    mediaId: stored.mediaId,
    contentType: 'image/png',
    size: 5,
    sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    width: 20,
    height: 10,
    madeFor: 'tiktok_feed',
  });
  expect(await storage.find(workspace, stored.mediaId)).toEqual(stored);
  expect(await textOf(stored.mediaId)).toBe('hello');
  expect(await textOf(stored.mediaId, { start: 1, end: 3 })).toBe('ell');
});

test('another workspace does not see it, and a removed one is gone', async () => {
  const { mediaId } = await storage.put(workspace, bytes('x'), png);
  expect(await storage.find(other, mediaId)).toBeNull();
  await storage.remove(workspace, mediaId);
  await storage.remove(workspace, mediaId);
  expect(await storage.find(workspace, mediaId)).toBeNull();
});

test('the same id again leaves one file, the newer one', async () => {
  const mediaId = '018f0000-0000-7000-8000-00000000000a';
  await storage.put(workspace, bytes('first try'), { ...png, mediaId });
  await storage.put(workspace, bytes('second'), { ...png, mediaId });
  expect(await textOf(mediaId)).toBe('second');
  expect(await readdir(join(folder, workspace))).toEqual([mediaId, `${mediaId}.json`]);
});

test('a stream over the limit, or one that breaks, leaves nothing behind', async () => {
  await expect(storage.put(workspace, bytes('12345678901'), png)).rejects.toThrow(TooLarge);
  const broken = (async function* () {
    yield Buffer.from('a');
    throw new Error('the sender went away');
  })();
  await expect(storage.put(workspace, broken, png)).rejects.toThrow('the sender went away');
  expect(await readdir(join(folder, workspace))).toEqual([]);
});

test('an id that is none cannot name a file elsewhere', async () => {
  await expect(storage.find(workspace, '../../etc/passwd')).rejects.toThrow();
  expect(() => storage.read(workspace, '../../etc/passwd')).toThrow();
});
