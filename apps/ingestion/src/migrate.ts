import { runMigrations } from '@duet/service-kit/migrate-entry';
import { ingestionSchema } from './schema.ts';

await runMigrations(ingestionSchema, process);
