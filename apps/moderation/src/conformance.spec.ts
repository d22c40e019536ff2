import {
  type Actor,
  CommentVisibilityReported,
  MessageSent,
  ModerateComment,
  newId,
  reactions,
  type Visibility,
} from '@duet/contracts';
import { type ConformingReaction, describeConformance, type Harness, sampleMessage } from '@duet/testing';
import { ModerationConfig } from './config.ts';
import { moderationSchema } from './schema.ts';
import { defineModeration } from './service.ts';

const workspaceId = newId();
const accountId = newId();
const channelId = newId();
const actor: Actor = { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId };
const at = (second: number): Date => new Date(Date.UTC(2026, 10, 21, 10, 0, second));
const about = (commentId: string) => ({ accountId, channelId, commentId, videoId: 'video', parentCommentId: null });

const comment = (harness: Harness, commentId: string): Promise<unknown[]> =>
  harness.sql(
    `SELECT video_id, confirmed, confirmed_at, newest_command_at, pending_action, failure, review,
       (SELECT count(*)::int FROM moderation.actions a WHERE a.comment_id = c.comment_id) AS actions
     FROM moderation.comments c WHERE comment_id = $1`,
    [commentId],
  );

const moderateComments: ConformingReaction = {
  reaction: reactions.moderateComments,
  sample: (n) =>
    (['hide', 'unhide', 'hide'] as const).map((action, second) =>
      sampleMessage(ModerateComment, workspaceId, { ...about(`wished ${n}`), action, actor }, at(second)),
    ),
  effect: (harness, n) => comment(harness, `wished ${n}`),
};

const hearVisibility: ConformingReaction = {
  reaction: reactions.hearVisibility,
  sample: (n) =>
    (['hidden', 'public', 'friends_only'] satisfies Visibility[]).map((visibility, second) =>
      sampleMessage(CommentVisibilityReported, workspaceId, {
        ...about(`reported ${n}`),
        origin: 'live',
        visibility,
        reportedAt: at(second).toISOString(),
      }),
    ),
  effect: (harness, n) => comment(harness, `reported ${n}`),
};

const watchPosted: ConformingReaction = {
  reaction: reactions.watchPosted,
  sample: (n) => {
    const externalId = `posted ${n}`;
    return (['response', 'echo'] as const).map((provenBy) =>
      sampleMessage(MessageSent, workspaceId, {
        messageId: newId(),
        ticketId: newId(),
        attempt: 1,
        externalId,
        sentAt: at(0).toISOString(),
        provenBy,
        comment: { accountId, channelId, videoId: 'video', parentCommentId: 'top' },
      }),
    );
  },
  effect: (harness, n) => comment(harness, `posted ${n}`),
};

describeConformance({
  service: 'moderation',
  schema: moderationSchema,
  reactions: [hearVisibility, moderateComments, watchPosted],
  // Nobody lends tokens here: wishes stay wishes.
  boot: (harness) => {
    const tiktok = {
      TIKTOK_BASE_URL: 'http://127.0.0.1:9/',
      TIKTOK_CLIENT_KEY: 'key',
      TIKTOK_CLIENT_SECRET: 'app-secret',
    };
    const config = { ...harness.config('moderation'), ...tiktok, DATABASE_POOL: 12 };
    return harness.boot(defineModeration(ModerationConfig.parse(config)));
  },
});
