import { runMigrations } from '@duet/service-kit/migrate-entry';
import { moderationSchema } from './schema.ts';

await runMigrations(moderationSchema, process);
