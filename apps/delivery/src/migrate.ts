import { runMigrations } from '@duet/service-kit';
import { deliverySchema } from './schema.ts';

await runMigrations(deliverySchema, process);
