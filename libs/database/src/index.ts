export * from './daily-partitions.ts';
export { Database, type DatabaseOptions } from './database.ts';
export type { Hearing } from './hearing.ts';
export * from './migrate.ts';
export * from './outage.ts';
export * from './roles.ts';
export * from './row-level-security.ts';
export * from './tx.ts';
