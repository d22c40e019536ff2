import { runMigrations } from '@duet/service-kit';
import { channelsSchema } from './schema.ts';

await runMigrations(channelsSchema, process);
