import {
  ChannelChanged,
  type ChannelState,
  CommentAccepted,
  CommentModerated,
  CommentReceived,
  ContactDescribed,
  MediaSettled,
  MessageFailed,
  MessageObserved,
  MessageReceived,
  MessageSent,
  MessageUnconfirmed,
  MessageWaiting,
  PersonChanged,
  PostDescribed,
  reactions,
  type Visibility,
  WindowChanged,
} from '@duet/contracts';
import { type ConformingReaction, describeConformance, type Harness, sampleMessage } from '@duet/testing';
import {
  accountId,
  channelId,
  channels,
  conversations,
  jobId,
  newTexts,
  oldTexts,
  people,
  prepare,
  replies,
  tickets,
  workspaceId,
} from '../test/prepared-threads.ts';
import { ticketingSchema } from './schema.ts';
import { defineTicketing } from './service.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString();
const base = { accountId, channelId, origin: 'live' as const };

const thread = (harness: Harness, threadId: string): Promise<unknown[]> =>
  harness.sql(
    `SELECT m.content->>'text' AS text, m.direction, m.author_name, m.sent_at, c.last_inbound_at, t.last_preview, t.status,
       (SELECT count(*)::int FROM ticketing.tickets o WHERE o.conversation_id = c.id) AS tickets
     FROM ticketing.conversations c JOIN ticketing.messages m ON m.conversation_id = c.id
     LEFT JOIN ticketing.tickets t ON t.id = m.ticket_id WHERE c.thread_id = $1 ORDER BY m.sent_at`,
    [threadId],
  );

const takeInMessages: ConformingReaction = {
  reaction: reactions.takeInMessages,
  sample: (n) =>
    [1, 2, 3].map((second) =>
      sampleMessage(MessageReceived, workspaceId, {
        ...base,
        conversationId: `conversation ${n}`,
        messageId: `message ${n}.${second}`,
        sentAt: at(second),
        sender: { id: `customer ${n}`, username: 'ana' },
        content: { type: 'text', text: `text ${second}` },
        referencedMessageId: null,
      }),
    ),
  effect: (harness, n) => thread(harness, `conversation ${n}`),
};

const takeInComments: ConformingReaction = {
  reaction: reactions.takeInComments,
  sample: (n) =>
    [1, 2, 3].map((second) =>
      sampleMessage(CommentReceived, workspaceId, {
        ...base,
        commentId: second === 1 ? `top ${n}` : `reply ${n}.${second}`,
        videoId: 'video',
        parentCommentId: second === 1 ? null : `top ${n}`,
        authorId: `customer ${n}`,
        text: `text ${second}`,
        postedAt: at(second),
      }),
    ),
  effect: (harness, n) => thread(harness, `top ${n}`),
};

const followDelivery: ConformingReaction = {
  reaction: reactions.followDelivery,
  sample: (n) => {
    const attempt = { messageId: replies(n), ticketId: tickets(n), attempt: 1 };
    const place = { channelId, threadId: `prepared ${n}` };
    const window = (version: number) => ({ ...place, expiresAt: at(version), remaining: 10 - version, version });
    const observed = (second: number) => ({
      ...place,
      externalId: `observed ${n}.${second}`,
      content: { type: 'text' as const, text: `text ${second}` },
      sentAt: at(second),
      source: 'app' as const,
      recipient: null,
      comment: null,
    });
    return [
      sampleMessage(MessageWaiting, workspaceId, { ...attempt, waitingFor: 'rate', notBefore: null }),
      sampleMessage(MessageUnconfirmed, workspaceId, { ...attempt, since: at(1) }),
      sampleMessage(MessageFailed, workspaceId, { ...attempt, code: 'not_sent', reason: 'Not sent.' }),
      sampleMessage(MessageSent, workspaceId, {
        ...attempt,
        externalId: `sent ${n}`,
        sentAt: at(5),
        provenBy: 'echo',
      }),
      ...[6, 7].map((second) => sampleMessage(MessageObserved, workspaceId, observed(second))),
      ...[1, 2].map((version) => sampleMessage(WindowChanged, workspaceId, window(version))),
    ];
  },
  effect: async (harness, n) => ({
    messages: await harness.sql(
      `SELECT content->>'text' AS text, sent_at, delivery_status, attempt, waiting_for, failure_code, author_kind,
         external_id IS NOT NULL AS proven FROM ticketing.messages WHERE conversation_id = $1 ORDER BY sent_at, text`,
      [conversations(n)],
    ),
    windows: await harness.sql(
      'SELECT expires_at, remaining, version FROM ticketing.windows WHERE channel_id = $1 AND thread_id = $2',
      [channelId, `prepared ${n}`],
    ),
  }),
};

const finishEdits: ConformingReaction = {
  reaction: reactions.finishEdits,
  sample: (n) =>
    (['response', 'echo'] as const).map((provenBy) =>
      sampleMessage(MessageSent, workspaceId, {
        messageId: newTexts(n),
        ticketId: tickets(n),
        attempt: 1,
        externalId: `new ${n}`,
        sentAt: at(5),
        provenBy,
      }),
    ),
  effect: async (harness, n) => ({
    audit: await harness.sql(`SELECT action, actor_id FROM ticketing.audit WHERE details->>'messageId' = $1`, [
      oldTexts(n),
    ]),
    state: await harness.sql('SELECT pending FROM ticketing.comment_states WHERE comment_id = $1', [`old ${n}`]),
  }),
};

const followModeration: ConformingReaction = {
  reaction: reactions.followModeration,
  sample: (n) =>
    (['public', 'hidden', 'friends_only'] satisfies Visibility[]).map((confirmed, version) =>
      sampleMessage(CommentModerated, workspaceId, {
        channelId,
        commentId: `comment ${n}`,
        confirmed,
        confirmedAt: at(version),
        pending: version === 0 ? 'hide' : null,
        failure: null,
        version: version + 1,
      }),
    ),
  effect: (harness, n) =>
    harness.sql('SELECT visibility, pending, failure, version FROM ticketing.comment_states WHERE comment_id = $1', [
      `comment ${n}`,
    ]),
};

const followJobs: ConformingReaction = {
  reaction: reactions.followJobs,
  sample: (n) => [
    sampleMessage(CommentAccepted, workspaceId, { channelId, commentId: `of a job ${n}`, jobId }),
    ...(['hidden', 'public'] as const).map((confirmed, place) => {
      const news = { confirmed, confirmedAt: at(place), pending: null, failure: null, version: place + 1 };
      return sampleMessage(CommentModerated, workspaceId, { channelId, commentId: `of a job ${n}`, ...news });
    }),
  ],
  effect: (harness, n) =>
    harness.sql('SELECT state, overtaken FROM ticketing.moderation_job_items WHERE comment_id = $1', [`of a job ${n}`]),
};

const followMedia: ConformingReaction = {
  reaction: reactions.followMedia,
  sample: (n) => [
    sampleMessage(MediaSettled, workspaceId, {
      channelId,
      externalId: `comment ${n}`,
      media: { state: 'gone', reason: 'too large' },
    }),
    sampleMessage(MediaSettled, workspaceId, {
      channelId,
      externalId: `comment ${n}`,
      media: { state: 'stored', mediaId: accountId, contentType: 'image/png', size: 1, width: null, height: null },
    }),
  ],
  effect: (harness, n) =>
    harness.sql('SELECT media FROM ticketing.media_states WHERE external_id = $1', [`comment ${n}`]),
};

const followChannels: ConformingReaction = {
  reaction: reactions.followChannels,
  sample: (n) => [
    ...(['pending_setup', 'connected', 'needs_reconnecting'] satisfies ChannelState[]).map((state, version) =>
      sampleMessage(ChannelChanged, workspaceId, {
        channelId: channels(n),
        channelType: 'tiktok_messenger',
        title: `Shop ${state}`,
        state,
        accountId,
        openId: `open ${n}`,
        username: 'shop',
        commentAuthorId: null,
        version: version + 1,
      }),
    ),
    ...[1, 2].map((second) =>
      sampleMessage(
        ContactDescribed,
        workspaceId,
        {
          accountId,
          channelId,
          externalId: `described ${n}`,
          username: `ana ${second}`,
          displayName: `Ana ${second}`,
          avatarUrl: null,
        },
        new Date(at(second)),
      ),
    ),
  ],
  effect: async (harness, n) => ({
    channels: await harness.sql('SELECT type, title, state, version FROM ticketing.channels WHERE id = $1', [
      channels(n),
    ]),
    contacts: await harness.sql(
      'SELECT username, display_name, avatar_url FROM ticketing.contacts WHERE external_id = $1',
      [`described ${n}`],
    ),
  }),
};

const followPosts: ConformingReaction = {
  reaction: reactions.followPosts,
  sample: (n) =>
    [1, 2].map((second) =>
      sampleMessage(
        PostDescribed,
        workspaceId,
        {
          channelId,
          videoId: `post ${n}`,
          post: { mediaType: 'video', caption: `caption ${second}`, url: null, postedAt: at(0) },
        },
        new Date(at(second)),
      ),
    ),
  effect: (harness, n) => harness.sql('SELECT view FROM ticketing.posts WHERE video_id = $1', [`post ${n}`]),
};

const followPeople: ConformingReaction = {
  reaction: reactions.followPeople,
  sample: (n) =>
    [1, 2, 3].map((version) =>
      sampleMessage(PersonChanged, workspaceId, {
        personId: people(n),
        name: `Name ${version}`,
        role: 'agent',
        active: version !== 2,
        version,
      }),
    ),
  effect: (harness, n) =>
    harness.sql('SELECT name, role, active, version FROM ticketing.people WHERE id = $1', [people(n)]),
};

describeConformance({
  service: 'ticketing',
  schema: ticketingSchema,
  reactions: [
    takeInMessages,
    takeInComments,
    followDelivery,
    finishEdits,
    followModeration,
    followJobs,
    followMedia,
    followChannels,
    followPosts,
    followPeople,
  ],
  prepare,
  boot: (harness) => harness.boot(defineTicketing({ ...harness.config('ticketing'), DATABASE_POOL: 12 })),
});
