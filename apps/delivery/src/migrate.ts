import { runMigrations } from '@duet/service-kit/migrate-entry';
import { deliverySchema } from './schema.ts';

await runMigrations(deliverySchema, process);
