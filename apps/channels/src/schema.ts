import type { ServiceSchema } from '@duet/database';
import { CreateChannels1764000000000 } from './migrations/1764000000000-create-channels.ts';

export const channelsSchema: ServiceSchema = { schema: 'channels', migrations: [CreateChannels1764000000000] };
