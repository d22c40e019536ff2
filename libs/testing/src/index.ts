export { type Bus, startBus } from './bus.ts';
export { type DatabaseTemplate, type TestDatabase, createDatabase } from './database.ts';
export { Harness, startHarness } from './harness.ts';
export { until } from './until.ts';
export { lendTokens, type LentToken } from './lend-tokens.ts';
