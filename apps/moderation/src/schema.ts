import type { ServiceSchema } from '@duet/database';
import { CreateModeration1764000000000 } from './migrations/1764000000000-create-moderation.ts';

export const moderationSchema: ServiceSchema = { schema: 'moderation', migrations: [CreateModeration1764000000000] };
