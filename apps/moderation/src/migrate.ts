import { runMigrations } from '@duet/service-kit';
import { moderationSchema } from './schema.ts';

await runMigrations(moderationSchema, process);
