import type { ServiceDefinition } from '@duet/service-kit';
import type { ModerationConfig } from './config.ts';
import { ModerationModule } from './moderation.module.ts';
import { moderationSchema } from './schema.ts';

export const defineModeration = (config: ModerationConfig): ServiceDefinition => ({
  name: 'moderation',
  module: ModerationModule,
  schema: moderationSchema,
  config,
});
