import { runMigrations } from '@duet/service-kit';
import { ingestionSchema } from './schema.ts';

await runMigrations(ingestionSchema, process);
