export { type Bus, startBus } from './bus.ts';
export { type DatabaseTemplate, type TestDatabase, createDatabase } from './database.ts';
export { Harness, startHarness } from './harness.ts';
export { until } from './until.ts';
export { lendTokens, type LentToken } from './lend-tokens.ts';
export { Api, type ApiAnswer } from './system/api.ts';
export { consent } from './system/consent.ts';
export { type Part, type Service, System, type SystemOptions, WEBHOOK_SECRET } from './system/system.ts';
export { heldWriters, holdWrites, takeAway } from './database-faults.ts';
