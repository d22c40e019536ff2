import { runMigrations } from '@duet/service-kit';
import { ticketingSchema } from './schema.ts';

await runMigrations(ticketingSchema, process);
