import { CommentReceived, MessageReceived, newId, reactions } from '@duet/contracts';
import { type ConformingReaction, describeConformance, sampleMessage } from '@duet/testing';
import { ChannelsConfig } from './config.ts';
import { channelsSchema } from './schema.ts';
import { defineChannels } from './service.ts';

const workspaceId = newId();
const base = { accountId: newId(), channelId: newId(), origin: 'live' as const };
const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString();

const describeContacts: ConformingReaction = {
  reaction: reactions.describeContacts,
  sample: (n) => [
    ...[1, 2].map((second) =>
      sampleMessage(MessageReceived, workspaceId, {
        ...base,
        conversationId: `conversation ${n}`,
        messageId: `message ${n}.${second}`,
        sentAt: at(second),
        sender: { id: `customer ${n}`, username: 'ana' },
        content: { type: 'text', text: 'hello' },
        referencedMessageId: null,
      }),
    ),
    sampleMessage(CommentReceived, workspaceId, {
      ...base,
      commentId: `comment ${n}`,
      videoId: 'video',
      parentCommentId: null,
      authorId: `commenter ${n}`,
      text: 'nice',
      postedAt: at(3),
    }),
  ],
  effect: (harness, n) =>
    harness.sql(
      `SELECT username, channel_id, conversation_id IS NOT NULL AS by_message, video_id FROM channels.contact_lookups
       WHERE external_id IN ($1, $2) ORDER BY external_id`,
      [`customer ${n}`, `commenter ${n}`],
    ),
};

const fetchMedia: ConformingReaction = {
  reaction: reactions.fetchMedia,
  sample: (n) => [
    sampleMessage(MessageReceived, workspaceId, {
      ...base,
      conversationId: `sticker conversation ${n}`,
      messageId: `sticker ${n}`,
      sentAt: at(1),
      sender: { id: `sticker sender ${n}`, username: 'ana' },
      content: { type: 'sticker', url: 'https://nowhere.test/sticker' },
      referencedMessageId: null,
    }),
    sampleMessage(CommentReceived, workspaceId, {
      ...base,
      commentId: `picture ${n}`,
      videoId: 'video',
      parentCommentId: null,
      authorId: `picture sender ${n}`,
      text: '',
      postedAt: at(2),
    }),
  ],
  effect: (harness, n) =>
    harness.sql(
      `SELECT source->>'kind' AS kind FROM channels.media_fetches WHERE external_id IN ($1, $2) ORDER BY kind`,
      [`sticker ${n}`, `picture ${n}`],
    ),
};

const describePosts: ConformingReaction = {
  reaction: reactions.describePosts,
  sample: (n) =>
    [1, 2].map((second) =>
      sampleMessage(CommentReceived, workspaceId, {
        ...base,
        commentId: `comment ${n}.${second} under a post`,
        videoId: `video ${n}`,
        parentCommentId: null,
        authorId: `commenter ${n}`,
        text: 'nice',
        postedAt: at(second),
      }),
    ),
  effect: (harness, n) =>
    harness.sql('SELECT channel_id, account_id FROM channels.post_lookups WHERE video_id = $1', [`video ${n}`]),
};

describeConformance({
  service: 'channels',
  schema: channelsSchema,
  reactions: [describeContacts, fetchMedia, describePosts],
  boot: (harness) => {
    const config = ChannelsConfig.parse({
      ...harness.config('channels'),
      TIKTOK_BASE_URL: 'http://127.0.0.1:9/',
      TIKTOK_CLIENT_KEY: 'key',
      TIKTOK_CLIENT_SECRET: 'app-secret',
      PUBLIC_URL: 'http://127.0.0.1:9/',
      WEBHOOK_URL: 'http://127.0.0.1:9/',
      CHANNELS_SEALING_KEY: `test:${Buffer.alloc(32, 7).toString('base64')}`,
      DATABASE_POOL: 12,
    });
    return harness.boot(defineChannels(config));
  },
});
