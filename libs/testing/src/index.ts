export { type Bus, startBus } from './bus.ts';
export { type DatabaseTemplate, type TestDatabase, createDatabase } from './database.ts';
