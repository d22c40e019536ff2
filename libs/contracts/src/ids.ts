import { v5, v7 } from 'uuid';

const DERIVED = '3f0c8a52-55a9-4a0e-9c58-1d6f6a2b7d11';

/** Random bytes for many ids at once: asking for them costs more than the rest of an id. */
const pool = new Uint8Array(256 * 16);
let used = pool.length;

function random(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return pool.slice(used, (used += 16));
}

/** A UUIDv7: sorts by creation time; its first 48 bits are the epoch milliseconds. */
export const newId = (atMs: number = Date.now()): string => v7({ msecs: atMs, random: random() });

/**
 * The id of the n-th thing made from a row: the same answer for the same row and index, for ever.
 * It keeps the row's own milliseconds in front, so that daily partitions can be found from it.
 */
export function deriveId(rowId: string, index: number): string {
  const hash = v5(`${rowId}/${index}`, DERIVED);
  return `${rowId.slice(0, 13)}-7${hash.slice(15)}`;
}

/** Epoch milliseconds in front of a UUIDv7. */
export const idTimeMs = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
