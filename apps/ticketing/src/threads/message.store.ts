import { Injectable } from '@nestjs/common';
import {
  type Author,
  type Content,
  type DeliveryView,
  type MediaView,
  type MessageView,
  type ModerationView,
  type ReactionView,
  Rejection,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { lookUp } from '../look-up.ts';
import { reactionsOfMessage } from '../reactions/reaction.store.ts';
import { insertMessageWords } from '../search/word-rows.ts';
import { editState } from './edit.ts';
import { type Message, messageView, type Quoted, referenceView } from './message.ts';

interface Row {
  workspace_id: string;
  id: string;
  conversation_id: string;
  ticket_id: string | null;
  channel_id: string;
  direction: Message['direction'];
  external_id: string | null;
  author_kind: Author['kind'];
  author_id: string | null;
  author_name: string | null;
  content: Content;
  sent_at: Date;
  source: Message['source'];
  video_id: string | null;
  parent_comment_id: string | null;
  delivery_status: DeliveryView['status'] | null;
  attempt: number;
  waiting_for: DeliveryView['waitingFor'];
  failure_code: string | null;
  failure_reason: string | null;
  referenced_id: string | null;
}

type ViewRow = Row & {
  visibility: ModerationView['visibility'] | null;
  pending: ModerationView['pending'];
  failure: ModerationView['failure'];
  review: ModerationView['review'];
  media: MediaView | null;
  quoted_id: string | null;
  quoted_direction: Message['direction'] | null;
  quoted_content: Content | null;
  reactions: ReactionView[];
  replaces: string | null;
  old_visibility: ModerationView['visibility'] | null;
  old_pending: ModerationView['pending'];
  old_failure: ModerationView['failure'];
  replaced_by: string | null;
};

const columns = `workspace_id uuid, id uuid, conversation_id uuid, ticket_id uuid, channel_id uuid, direction text, external_id text,
  author_kind text, author_id text, author_name text, content jsonb, sent_at timestamptz, source text, video_id text,
  parent_comment_id text, delivery_status text, attempt integer, waiting_for text, failure_code text, failure_reason text, referenced_id text`;

const names = columns.split(',').map((column) => column.trim().split(' ')[0]);

const withState = `SELECT m.*, s.visibility, s.pending, s.failure, s.review, f.media,
    q.id AS quoted_id, q.direction AS quoted_direction, q.content AS quoted_content, ${reactionsOfMessage} AS reactions,
    e.replaces, r.replaced_by, os.visibility AS old_visibility, os.pending AS old_pending, os.failure AS old_failure
  FROM messages m
  ${lookUp('comment_states', 's', 's.workspace_id = m.workspace_id AND s.channel_id = m.channel_id AND s.comment_id = m.external_id')}
  ${lookUp('media_states', 'f', 'f.workspace_id = m.workspace_id AND f.channel_id = m.channel_id AND f.external_id = m.external_id')}
  ${lookUp('messages', 'q', 'q.workspace_id = m.workspace_id AND q.channel_id = m.channel_id AND q.external_id = m.referenced_id')}
  LEFT JOIN edits e ON e.workspace_id = m.workspace_id AND e.id = m.id
  LEFT JOIN messages o ON o.workspace_id = e.workspace_id AND o.id = e.replaces
  LEFT JOIN comment_states os ON os.workspace_id = o.workspace_id AND os.channel_id = o.channel_id AND os.comment_id = o.external_id
  LEFT JOIN LATERAL (
    SELECT n.id AS replaced_by FROM edits x JOIN messages n ON n.workspace_id = x.workspace_id AND n.id = x.id
    WHERE x.workspace_id = m.workspace_id AND x.replaces = m.id AND n.delivery_status <> 'failed'
    ORDER BY n.id DESC LIMIT 1) r ON true`;

export interface ExternalKey {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly externalId: string;
}

/** Rows of messages and comments. */
@Injectable()
export class MessageStore {
  /** Those of the given platform ids that stand in a thread already. */
  async known(tx: Tx, keys: readonly ExternalKey[]): Promise<Message[]> {
    if (keys.length === 0) return [];
    const rows = await tx.query<Row>(
      `SELECT m.* FROM messages m
       JOIN unnest($1::uuid[], $2::uuid[], $3::text[]) AS k (workspace_id, channel_id, external_id)
         USING (workspace_id, channel_id, external_id)`,
      [keys.map((key) => key.workspaceId), keys.map((key) => key.channelId), keys.map((key) => key.externalId)],
    );
    return rows.map(fromRow);
  }

  /** The earlier messages that these answer, as far as they are held here. */
  async quoted(
    tx: Tx,
    messages: readonly { workspaceId: string; channelId: string; referencedId: string | null }[],
  ): Promise<Message[]> {
    return this.known(
      tx,
      messages.flatMap(({ workspaceId, channelId, referencedId }) =>
        referencedId === null ? [] : [{ workspaceId, channelId, externalId: referencedId }],
      ),
    );
  }

  /** The newest message of ours in a thread. */
  async lastOutgoing(tx: Tx, conversationId: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT id FROM messages WHERE conversation_id = $1 AND direction = 'out' AND source = 'duet' ORDER BY sent_at DESC, id DESC LIMIT 1`,
      [conversationId],
    );
    return row?.id ?? null;
  }

  async insert(tx: Tx, messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    await tx.query(`INSERT INTO messages (${names.join(', ')}) SELECT * FROM json_to_recordset($1) AS m (${columns})`, [
      JSON.stringify(messages.map(toRow)),
    ]);
    await insertMessageWords(tx, messages);
  }

  /** Writes what the platform said of outgoing messages, each row once. */
  async saveDeliveries(tx: Tx, messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    await tx.query(
      `UPDATE messages SET external_id = m.external_id, sent_at = m.sent_at, delivery_status = m.delivery_status, attempt = m.attempt,
         waiting_for = m.waiting_for, failure_code = m.failure_code, failure_reason = m.failure_reason
       FROM json_to_recordset($1) AS m (${columns})
       WHERE messages.workspace_id = m.workspace_id AND messages.id = m.id`,
      [JSON.stringify(messages.map(toRow))],
    );
  }

  /** @throws Rejection `not_found` */
  async find(tx: Tx, id: string): Promise<{ message: Message; view: MessageView }> {
    const [row] = await tx.query<ViewRow>(`${withState} WHERE m.id = $1`, [id]);
    if (!row) throw new Rejection('not_found');
    return { message: fromRow(row), view: viewOf(row) };
  }

  /** The same of several; those that are not there are left out. */
  async findViews(
    tx: Tx,
    keys: readonly { workspaceId: string; id: string }[],
  ): Promise<{ message: Message; view: MessageView }[]> {
    if (keys.length === 0) return [];
    const rows = await tx.query<ViewRow>(
      // Arrays, not a join: the planner must see that a few rows are wanted before it looks for what stands around them.
      `${withState} WHERE m.workspace_id = ANY($1::uuid[]) AND m.id = ANY($2::uuid[]) ORDER BY m.sent_at, m.id`,
      [[...new Set(keys.map(({ workspaceId }) => workspaceId))], keys.map(({ id }) => id)],
    );
    return rows.map((row) => ({ message: fromRow(row), view: viewOf(row) }));
  }

  async findAll(tx: Tx, keys: readonly { workspaceId: string; id: string }[]): Promise<Message[]> {
    if (keys.length === 0) return [];
    const rows = await tx.query<Row>(
      `SELECT m.* FROM messages m JOIN unnest($1::uuid[], $2::uuid[]) AS k (workspace_id, id) USING (workspace_id, id)`,
      [keys.map(({ workspaceId }) => workspaceId), keys.map(({ id }) => id)],
    );
    return rows.map(fromRow);
  }

  /** One page of a thread, newest first. */
  async page(
    tx: Tx,
    conversationId: string,
    before: { at: string; id: string } | null,
    limit: number,
  ): Promise<MessageView[]> {
    const rows = await tx.query<ViewRow>(
      `${withState} WHERE m.conversation_id = $1 AND ($2::timestamptz IS NULL OR (m.sent_at, m.id) < ($2, $3::uuid))
       ORDER BY m.sent_at DESC, m.id DESC LIMIT $4`,
      [conversationId, before?.at ?? null, before?.id ?? null, limit],
    );
    return rows.map(viewOf);
  }
}

function viewOf(row: ViewRow): MessageView {
  const moderation = { ...moderationOf(row.visibility, row.pending, row.failure), review: row.review };
  const old = moderationOf(row.old_visibility, row.old_pending, row.old_failure);
  const { replaces, replaced_by: replacedBy } = row;
  const edit = replaces === null ? null : { replaces, state: editState(row.delivery_status, old) };
  const around = { reference: referenceView(fromRow(row), quotedOf(row)), reactions: row.reactions };
  return messageView(fromRow(row), { moderation, edit, replacedBy }, row.media, around);
}

const moderationOf = (
  visibility: ModerationView['visibility'] | null,
  pending: ModerationView['pending'],
  failure: ModerationView['failure'],
): ModerationView => ({ visibility: visibility ?? 'public', pending, failure, review: null });

const quotedOf = (row: ViewRow): Quoted[] =>
  row.quoted_id === null || row.quoted_direction === null || row.quoted_content === null
    ? []
    : [
        {
          id: row.quoted_id,
          channelId: row.channel_id,
          direction: row.quoted_direction,
          content: row.quoted_content,
          externalId: row.referenced_id,
        },
      ];

const fromRow = (row: Row): Message => ({
  workspaceId: row.workspace_id,
  id: row.id,
  conversationId: row.conversation_id,
  ticketId: row.ticket_id,
  channelId: row.channel_id,
  direction: row.direction,
  externalId: row.external_id,
  author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
  content: row.content,
  referencedId: row.referenced_id,
  sentAt: row.sent_at,
  source: row.source,
  comment: row.video_id === null ? null : { videoId: row.video_id, parentCommentId: row.parent_comment_id },
  delivery:
    row.delivery_status === null
      ? null
      : {
          status: row.delivery_status,
          attempt: row.attempt,
          waitingFor: row.waiting_for,
          failure: row.failure_code === null ? null : { code: row.failure_code, reason: row.failure_reason ?? '' },
        },
});

const toRow = (message: Message): Row => ({
  workspace_id: message.workspaceId,
  id: message.id,
  conversation_id: message.conversationId,
  ticket_id: message.ticketId,
  channel_id: message.channelId,
  direction: message.direction,
  external_id: message.externalId,
  author_kind: message.author.kind,
  author_id: message.author.id,
  author_name: message.author.name,
  content: message.content,
  sent_at: message.sentAt,
  source: message.source,
  video_id: message.comment?.videoId ?? null,
  parent_comment_id: message.comment?.parentCommentId ?? null,
  delivery_status: message.delivery?.status ?? null,
  attempt: message.delivery?.attempt ?? 1,
  waiting_for: message.delivery?.waitingFor ?? null,
  failure_code: message.delivery?.failure?.code ?? null,
  failure_reason: message.delivery?.failure?.reason ?? null,
  referenced_id: message.referencedId,
});
