import { runMigrations } from '@duet/service-kit/migrate-entry';
import { gatewaySchema } from './schema.ts';

await runMigrations(gatewaySchema, process);
