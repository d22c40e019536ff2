import type { ServiceSchema } from '@duet/database';
import { CreateModeration1764000000000 } from './migrations/1764000000000-create-moderation.ts';
import { DeleteComments1764200000000 } from './migrations/1764200000000-delete-comments.ts';
import { ServeJobs1765100000000 } from './migrations/1765100000000-serve-jobs.ts';
import { WatchPostedComments1764800000000 } from './migrations/1764800000000-watch-posted-comments.ts';

export const moderationSchema: ServiceSchema = {
  schema: 'moderation',
  migrations: [
    CreateModeration1764000000000,
    DeleteComments1764200000000,
    WatchPostedComments1764800000000,
    ServeJobs1765100000000,
  ],
};
