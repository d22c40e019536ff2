import type { ServiceSchema } from '@duet/database';
import { CreateGateway1764000000000 } from './migrations/1764000000000-create-gateway.ts';

export const gatewaySchema: ServiceSchema = { schema: 'gateway', migrations: [CreateGateway1764000000000] };
