import type { ServiceDefinition } from '@duet/service-kit';
import type { DeliveryConfig } from './config.ts';
import { DeliveryModule } from './delivery.module.ts';
import { deliverySchema } from './schema.ts';

export const defineDelivery = (config: DeliveryConfig): ServiceDefinition => ({
  name: 'delivery',
  module: DeliveryModule,
  schema: deliverySchema,
  config,
});
