import { runMigrations } from '@duet/service-kit/migrate-entry';
import { reportingSchema } from './schema.ts';

await runMigrations(reportingSchema, process);
