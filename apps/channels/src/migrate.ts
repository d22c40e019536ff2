import { runMigrations } from '@duet/service-kit/migrate-entry';
import { channelsSchema } from './schema.ts';

await runMigrations(channelsSchema, process);
