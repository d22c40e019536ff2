import type { ServiceSchema } from '@duet/database';
import { budgetSchema } from '@duet/tiktok-budget';
import { CreateChannels1764000000000 } from './migrations/1764000000000-create-channels.ts';
import { CreateMediaFetches1764500000000 } from './migrations/1764500000000-create-media-fetches.ts';
import { KnowConsentEnd1764600300000 } from './migrations/1764600300000-know-consent-end.ts';
import { WatchWebhooks1764600100000 } from './migrations/1764600100000-watch-webhooks.ts';
import { KeepApp1765200000000 } from './migrations/1765200000000-keep-app.ts';
import { LookForCommentImages1765500000000 } from './migrations/1765500000000-look-for-comment-images.ts';
import { KeepRegions1764600500000 } from './migrations/1764600500000-keep-regions.ts';
import { WatchMessaging1765300000000 } from './migrations/1765300000000-watch-messaging.ts';
import { LookUpPosts1764400000000 } from './migrations/1764400000000-look-up-posts.ts';

/** The rate budget of the TikTok app is a schema of its own; this service's owner makes it and keeps it up to date. */
export const channelsSchema: ServiceSchema = {
  schema: 'channels',
  migrations: [
    CreateChannels1764000000000,
    LookUpPosts1764400000000,
    CreateMediaFetches1764500000000,
    WatchWebhooks1764600100000,
    KnowConsentEnd1764600300000,
    KeepRegions1764600500000,
    KeepApp1765200000000,
    WatchMessaging1765300000000,
    LookForCommentImages1765500000000,
    ...budgetSchema.migrations,
  ],
};
