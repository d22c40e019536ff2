import {
  AppChanged,
  ChannelChanged,
  type ChannelState,
  deriveId,
  installation,
  newId,
  reactions,
} from '@duet/contracts';
import { type ConformingReaction, describeConformance, sampleMessage } from '@duet/testing';
import { IngestionConfig } from './config.ts';
import { ingestionSchema } from './schema.ts';
import { defineIngestion } from './service.ts';

const workspaceId = newId();
const channelOf = newId();

const routeByChannel: ConformingReaction = {
  reaction: reactions.routeByChannel,
  sample: (n) =>
    (['connected', 'needs_reconnecting', 'disconnected'] satisfies ChannelState[]).map((state, version) =>
      sampleMessage(ChannelChanged, workspaceId, {
        channelId: deriveId(channelOf, n),
        channelType: 'tiktok_feed',
        title: 'Shop',
        state,
        accountId: workspaceId,
        openId: 'open',
        username: 'shop',
        commentAuthorId: version === 0 ? null : 'author',
        version: version + 1,
      }),
    ),
  effect: (harness, n) =>
    harness.sql(
      'SELECT channel_type, open_id, comment_author_id, state, version FROM ingestion.routes WHERE channel_id = $1',
      [deriveId(channelOf, n)],
    ),
};

const acceptSecrets: ConformingReaction = {
  reaction: reactions.acceptSecrets,
  sample: (n) =>
    [1, 2, 3].map((version) =>
      sampleMessage(AppChanged, installation.workspaceId, {
        app: `app ${n}`,
        version,
        secrets: [{ version, sealed: `sealed ${version}`, acceptedUntil: null }],
      }),
    ),
  effect: (harness, n) =>
    harness.sql('SELECT version, secrets FROM ingestion.webhook_secrets WHERE app = $1', [`app ${n}`]),
};

describeConformance({
  service: 'ingestion',
  schema: ingestionSchema,
  reactions: [routeByChannel, acceptSecrets],
  boot: (harness) => {
    const secrets = { TIKTOK_CLIENT_KEY: 'key', TIKTOK_CLIENT_SECRET: 'app-secret' };
    return harness.boot(defineIngestion(IngestionConfig.parse({ ...harness.config('ingestion'), ...secrets })));
  },
});
