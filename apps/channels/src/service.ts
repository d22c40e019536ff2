import type { ServiceDefinition } from '@duet/service-kit';
import { ChannelsModule } from './channels.module.ts';
import type { ChannelsConfig } from './config.ts';
import { channelsSchema } from './schema.ts';

export const defineChannels = (config: ChannelsConfig): ServiceDefinition => ({
  name: 'channels',
  module: ChannelsModule,
  schema: channelsSchema,
  config,
});
