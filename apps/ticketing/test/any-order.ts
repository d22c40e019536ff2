import { newId } from '@duet/contracts';
import { type Harness, startHarness } from '@duet/testing';
import { FollowChannels } from '../src/channels/follow-channels.handler.ts';
import { FollowDelivery } from '../src/delivery/follow-delivery.handler.ts';
import { TakeInComments } from '../src/intake/take-in-comments.handler.ts';
import { TakeInMessages } from '../src/intake/take-in-messages.handler.ts';
import { FollowModeration } from '../src/moderation/follow-moderation.handler.ts';
import { FollowReactions } from '../src/reactions/follow-reactions.handler.ts';
import { FollowReferrals } from '../src/referrals/follow-referrals.handler.ts';
import { ticketingSchema } from '../src/schema.ts';
import { defineTicketing } from '../src/service.ts';
import { FollowReading } from '../src/threads/follow-reading.handler.ts';
import { at, first, type Handler, type Step, stepsOf, type Story } from './story.ts';

const handlers = {
  messages: TakeInMessages,
  reading: FollowReading,
  reacting: FollowReactions,
  referring: FollowReferrals,
  comments: TakeInComments,
  delivery: FollowDelivery,
  moderation: FollowModeration,
  channels: FollowChannels,
} as const satisfies Record<Handler, unknown>;

const ranks = { queued: 0, unconfirmed: 1, failed: 2, sent: 3 } as const;

/** One telling of a story, in a workspace of its own. */
export interface Telling {
  readonly workspaceId: string;
  readonly replyId: string;
  readonly steps: readonly Step[];
}

/** Ticketing's own handlers on PostgreSQL, called in whatever order a test wants. */
export class AnyOrder {
  readonly #harness: Harness;
  readonly #service: Awaited<ReturnType<Harness['boot']>>;

  private constructor(harness: Harness, service: Awaited<ReturnType<Harness['boot']>>) {
    this.#harness = harness;
    this.#service = service;
  }

  static async start(): Promise<AnyOrder> {
    const harness = await startHarness({ schemas: [ticketingSchema] });
    return new AnyOrder(harness, await harness.boot(defineTicketing(harness.config('ticketing'))));
  }

  stop(): Promise<void> {
    return this.#harness.stop();
  }

  /** A workspace with an open ticket and a reply of ours on its way, and the story's steps in the order of their times. */
  async begin(told: Story): Promise<Telling> {
    const place = { workspaceId: newId(), accountId: newId(), channelId: newId() };
    const replyId = newId();
    const telling = { workspaceId: place.workspaceId, replyId, steps: stepsOf(told, place, replyId) };
    await this.tell(telling, [first(place)]);
    await this.#harness.sql(
      `INSERT INTO ticketing.messages (workspace_id, id, conversation_id, ticket_id, channel_id, direction, author_kind, content,
         sent_at, source, delivery_status)
       SELECT t.workspace_id, $2, t.conversation_id, t.id, t.channel_id, 'out', 'person', '{"type":"text","text":"ours"}', $3, 'duet', 'queued'
       FROM ticketing.tickets t WHERE t.workspace_id = $1`,
      [place.workspaceId, replyId, at(0)],
    );
    return telling;
  }

  /** One transaction for the steps of each handler. */
  async tell(telling: Telling, steps: readonly Step[]): Promise<void> {
    for (const [name, group] of Map.groupBy(steps, ({ handler }) => handler)) {
      const handler: { handle(events: readonly unknown[], tx: unknown): Promise<unknown> } = this.#service.app.get(
        handlers[name],
      );
      const events = group.map((step) => eventOf(step, telling.workspaceId));
      await this.#service.database.asWorker((tx) => handler.handle(events, tx));
    }
  }

  /** How far our reply has come, as a number that may only grow: `sent` is the end, whatever was believed (H14). */
  async progress({ replyId }: Telling): Promise<number> {
    const [row] = await this.#harness.sql<{ delivery_status: keyof typeof ranks; attempt: number }>(
      'SELECT delivery_status, attempt FROM ticketing.messages WHERE id = $1',
      [replyId],
    );
    if (!row) throw new Error('the reply is gone');
    return row.delivery_status === 'sent' ? Infinity : row.attempt * 10 + ranks[row.delivery_status];
  }

  /** All that a person can see of it, without the ids that are made anew each time. */
  async seen({ workspaceId, replyId }: Telling): Promise<unknown> {
    const rows = (text: string) => this.#harness.sql(text, [workspaceId]);
    return {
      messages: await this.#harness.sql(
        `SELECT c.thread_id, CASE WHEN m.id = $2 THEN 'ours' ELSE m.external_id END AS id, m.direction, m.content, m.sent_at, m.source,
           m.delivery_status, m.attempt, m.waiting_for, m.failure_code, s.external_id AS subject, m.ticket_id IS NOT NULL AS in_ticket
         FROM ticketing.messages m JOIN ticketing.conversations c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
         LEFT JOIN ticketing.tickets t ON t.workspace_id = m.workspace_id AND t.id = m.ticket_id
         LEFT JOIN ticketing.messages s ON s.workspace_id = t.workspace_id AND s.id = t.subject_message_id
         WHERE m.workspace_id = $1 ORDER BY c.thread_id, m.sent_at, id`,
        [workspaceId, replyId],
      ),
      tickets: await rows(
        `SELECT c.thread_id, s.external_id AS subject, t.status, t.last_preview, t.last_direction, t.last_at, p.external_id AS contact
         FROM ticketing.tickets t JOIN ticketing.conversations c ON c.workspace_id = t.workspace_id AND c.id = t.conversation_id
         JOIN ticketing.contacts p ON p.workspace_id = t.workspace_id AND p.id = t.contact_id
         LEFT JOIN ticketing.messages s ON s.workspace_id = t.workspace_id AND s.id = t.subject_message_id
         WHERE t.workspace_id = $1 ORDER BY c.thread_id, subject`,
      ),
      conversations: await rows(
        `SELECT thread_id, last_inbound_at, last_inbound_id, seen_up_to FROM ticketing.conversations WHERE workspace_id = $1 ORDER BY thread_id`,
      ),
      windows: await rows(`SELECT thread_id, expires_at, remaining FROM ticketing.windows WHERE workspace_id = $1`),
      contacts: await rows(
        `SELECT external_id, username, display_name FROM ticketing.contacts WHERE workspace_id = $1 ORDER BY external_id`,
      ),
      reactions: await rows(
        `SELECT external_id, side, name, operation FROM ticketing.reactions WHERE workspace_id = $1`,
      ),
      referrals: await rows(
        `SELECT referred_at, referral, ticket_id IS NULL AS waits FROM ticketing.referrals WHERE workspace_id = $1 ORDER BY referred_at`,
      ),
      comments: await rows(
        `SELECT comment_id, visibility, pending, failure FROM ticketing.comment_states WHERE workspace_id = $1`,
      ),
    };
  }
}

/** Every time under an id of its own, as when TikTok delivers again in other bytes: claims do not help here. */
const eventOf = ({ definition, data, occurredAt }: Step, workspaceId: string) => ({
  id: newId(),
  type: definition.type,
  occurredAt,
  workspaceId,
  correlationId: newId(),
  causationId: newId(),
  partitionKey: definition.key(data),
  sequence: null,
  traceparent: undefined,
  data,
});
