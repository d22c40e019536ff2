import type { ServiceSchema } from '@duet/database';
import { CreateDelivery1764000000000 } from './migrations/1764000000000-create-delivery.ts';

export const deliverySchema: ServiceSchema = { schema: 'delivery', migrations: [CreateDelivery1764000000000] };
