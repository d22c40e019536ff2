import { runMigrations } from '@duet/service-kit';
import { reportingSchema } from './schema.ts';

await runMigrations(reportingSchema, process);
