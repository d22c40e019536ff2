import { createHash } from 'node:crypto';

export const PARTITIONS = 8;

/** The relay partition of an ordering key: fixed for the life of the key. */
export const partitionOf = (key: string): number => createHash('md5').update(key).digest().readUInt8(0) % PARTITIONS;
