import { runMigrations } from '@duet/service-kit/migrate-entry';
import { ticketingSchema } from './schema.ts';

await runMigrations(ticketingSchema, process);
