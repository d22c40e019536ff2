import type { CommonConfig, ServiceDefinition } from '@duet/service-kit';
import { ticketingSchema } from './schema.ts';
import { TicketingModule } from './ticketing.module.ts';

export const defineTicketing = (config: CommonConfig): ServiceDefinition => ({
  name: 'ticketing',
  module: TicketingModule,
  schema: ticketingSchema,
  config,
});
