import { v5, v7 } from 'uuid';

const DERIVED = '3f0c8a52-55a9-4a0e-9c58-1d6f6a2b7d11';

/** A UUIDv7: sorts by creation time; its first 48 bits are the epoch milliseconds. */
export const newId = (atMs: number = Date.now()): string => v7({ msecs: atMs });

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
