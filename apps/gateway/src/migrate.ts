import { runMigrations } from '@duet/service-kit';
import { gatewaySchema } from './schema.ts';

await runMigrations(gatewaySchema, process);
