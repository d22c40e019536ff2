import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type ByteRange, type MediaAbout, type Storage, type StoredMedia, TooLarge } from './storage.ts';

const Description = z.object({
  mediaId: z.uuid(),
  contentType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  width: z.number().int().nullable().default(null),
  height: z.number().int().nullable().default(null),
  madeFor: z.string().nullable().default(null),
});
const Id = z.uuid();

/** Media in a folder of the local disk: one folder for each workspace, a description beside each file. */
export class DiskStorage implements Storage {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The description is written last: a file without one was never stored. */
  async put(workspaceId: string, bytes: AsyncIterable<Uint8Array>, about: MediaAbout): Promise<StoredMedia> {
    const { mediaId = randomUUID(), contentType, maxBytes, width = null, height = null, madeFor = null } = about;
    const path = this.#path(workspaceId, mediaId);
    const part = `${path}.${randomUUID()}.part`;
    await mkdir(join(this.#folder, Id.parse(workspaceId)), { recursive: true });
    try {
      const { size, sha256 } = await writeDurably(part, bytes, maxBytes);
      const stored = { mediaId, contentType, size, sha256, width, height, madeFor };
      await rename(part, path);
      await writeFile(part, JSON.stringify(stored));
      await rename(part, `${path}.json`);
      return stored;
    } finally {
      await rm(part, { force: true });
    }
  }

  async find(workspaceId: string, mediaId: string): Promise<StoredMedia | null> {
    const description = await readFile(`${this.#path(workspaceId, mediaId)}.json`, 'utf8').catch(nullWhenMissing);
    return description === null ? null : Description.parse(JSON.parse(description));
  }

  read(workspaceId: string, mediaId: string, range?: ByteRange): AsyncIterable<Uint8Array> {
    return createReadStream(this.#path(workspaceId, mediaId), range);
  }

  async remove(workspaceId: string, mediaId: string): Promise<void> {
    const path = this.#path(workspaceId, mediaId);
    await rm(`${path}.json`, { force: true });
    await rm(path, { force: true });
  }

  /** Ids are checked: a path can never leave the folder. */
  #path(workspaceId: string, mediaId: string): string {
    return join(this.#folder, Id.parse(workspaceId), Id.parse(mediaId));
  }
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

async function writeDurably(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  let size = 0;
  try {
    for await (const chunk of bytes) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new TooLarge(maxBytes);
      hash.update(chunk);
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}
