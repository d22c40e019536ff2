import { Injectable } from '@nestjs/common';
import { type ChannelType, type Priority, Rejection, type SlaState, type TicketStatus } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Sla } from '../sla/sla.ts';
import { slaCheckAt, slaState } from '../sla/sla-view.ts';
import type { DueTickets } from './due-work.ts';
import { repliesFrom, slaFrom, type StoredReplies, type StoredSla } from './stored-sla.ts';
import type { Changes, Ticket } from './ticket.ts';

/** A row of `tickets`. */
export interface TicketRow {
  workspace_id: string;
  id: string;
  number: number;
  status: TicketStatus;
  held_until: Date | null;
  priority: Priority;
  tag_ids: string[];
  channel_id: string;
  channel_type: ChannelType;
  conversation_id: string;
  contact_id: string;
  subject_message_id: string | null;
  assignee_id: string | null;
  team_id: string | null;
  waits_since: Date | null;
  controller_kind: Ticket['controller']['kind'];
  controller_id: string | null;
  controller_epoch: number;
  last_preview: string;
  last_direction: 'in' | 'out';
  last_at: Date;
  replies: StoredReplies | null;
  sla: StoredSla | null;
  opened_at: Date;
  updated_at: Date;
  changes: Changes;
  sequence: string;
}

const columns = `workspace_id uuid, id uuid, number integer, status text, held_until timestamptz, priority text, tag_ids uuid[], channel_id uuid, channel_type text, conversation_id uuid,
  contact_id uuid, subject_message_id uuid, assignee_id uuid, team_id uuid, waits_since timestamptz, controller_kind text, controller_id text, controller_epoch integer,
  last_preview text, last_direction text, last_at timestamptz, replies jsonb, sla jsonb, sla_state text, sla_check_at timestamptz, opened_at timestamptz, updated_at timestamptz, changes jsonb, sequence bigint`;

/** For a free member of the team. */
export const waiting = `waits_since IS NOT NULL AND assignee_id IS NULL AND status = 'open'`;

const names = columns.split(',').map((column) => column.trim().split(' ')[0]);
const changing = [
  'status',
  'held_until',
  'priority',
  'tag_ids',
  'assignee_id',
  'team_id',
  'waits_since',
  'controller_kind',
  'controller_id',
  'controller_epoch',
  'last_preview',
  'last_direction',
  'last_at',
  'replies',
  'sla',
  'sla_state',
  'sla_check_at',
  'updated_at',
  'changes',
  'sequence',
];

/** Rows of tickets. Whoever changes one has locked it; locks are taken in the order of their ids (H6). */
@Injectable()
export class TicketStore {
  /**
   * The ticket with its conversation, both locked: the conversation first, as everywhere (H6).
   * @throws Rejection `not_found`
   */
  async lockWithConversation(tx: Tx, id: string): Promise<Ticket> {
    await tx.query(
      `SELECT 1 FROM conversations WHERE (workspace_id, id) IN (SELECT workspace_id, conversation_id FROM tickets WHERE id = $1) FOR NO KEY UPDATE`,
      [id],
    );
    return this.lock(tx, id);
  }

  /** @throws Rejection `not_found` */
  async lock(tx: Tx, id: string): Promise<Ticket> {
    const [row] = await tx.query<TicketRow>(`SELECT * FROM tickets WHERE id = $1 FOR UPDATE`, [id]);
    if (!row) throw new Rejection('not_found');
    return ticketFromRow(row);
  }

  /** Tickets of these ids, locked. */
  async lockAll(tx: Tx, keys: readonly { workspaceId: string; id: string }[]): Promise<Ticket[]> {
    if (keys.length === 0) return [];
    const rows = await tx.query<TicketRow>(
      `SELECT t.* FROM tickets t JOIN unnest($1::uuid[], $2::uuid[]) AS k (workspace_id, id) USING (workspace_id, id)
       ORDER BY t.id FOR UPDATE OF t`,
      [keys.map(({ workspaceId }) => workspaceId), keys.map(({ id }) => id)],
    );
    return rows.map(ticketFromRow);
  }

  /** The open tickets that hold these whole conversations, locked. */
  async lockOpen(tx: Tx, conversations: readonly { workspaceId: string; id: string }[]): Promise<Ticket[]> {
    const rows = await tx.query<TicketRow>(
      `SELECT t.* FROM tickets t
       JOIN unnest($1::uuid[], $2::uuid[]) AS k (workspace_id, conversation_id) USING (workspace_id, conversation_id)
       WHERE t.status <> 'resolved' AND t.subject_message_id IS NULL ORDER BY t.id FOR UPDATE OF t`,
      [conversations.map(({ workspaceId }) => workspaceId), conversations.map(({ id }) => id)],
    );
    return rows.map(ticketFromRow);
  }

  /** What somebody has in their hands and is not resolved, locked. */
  async lockOf(tx: Tx, workspaceId: string, assigneeId: string): Promise<Ticket[]> {
    const rows = await tx.query<TicketRow>(
      `SELECT * FROM tickets WHERE workspace_id = $1 AND assignee_id = $2 AND status <> 'resolved' ORDER BY id FOR UPDATE`,
      [workspaceId, assigneeId],
    );
    return rows.map(ticketFromRow);
  }

  /** Workspaces with such tickets. */
  async workspacesOf(tx: Tx, { where, values }: DueTickets): Promise<string[]> {
    const rows = await tx.query<{ workspace_id: string }>(
      `SELECT DISTINCT workspace_id FROM tickets WHERE ${where}`,
      values,
    );
    return rows.map(({ workspace_id }) => workspace_id);
  }

  /** Such tickets of a workspace, locked; siblings take others. */
  async lockDue(tx: Tx, due: DueTickets, workspaceId: string, limit: number): Promise<Ticket[]> {
    const { where, order, values } = due;
    const rows = await tx.query<TicketRow>(
      `SELECT * FROM tickets WHERE ${where} AND workspace_id = $${values.length + 1}
       ORDER BY ${order} LIMIT $${values.length + 2} FOR UPDATE SKIP LOCKED`,
      [...values, workspaceId, limit],
    );
    return rows.map(ticketFromRow);
  }

  /** The tickets of comments under these posts that are not resolved, locked, each with its post. */
  async lockOpenUnder<Post extends { workspaceId: string; channelId: string; videoId: string }>(
    tx: Tx,
    posts: readonly Post[],
  ): Promise<{ ticket: Ticket; post: Post }[]> {
    if (posts.length === 0) return [];
    const rows = await tx.query<TicketRow & { place: string }>(
      `SELECT t.*, k.place FROM unnest($1::uuid[], $2::uuid[], $3::text[]) WITH ORDINALITY
         AS k (workspace_id, channel_id, video_id, place)
       JOIN conversations c USING (workspace_id, channel_id, video_id)
       JOIN tickets t ON t.workspace_id = c.workspace_id AND t.conversation_id = c.id
       WHERE t.status <> 'resolved' ORDER BY t.id FOR UPDATE OF t`,
      [
        posts.map(({ workspaceId }) => workspaceId),
        posts.map(({ channelId }) => channelId),
        posts.map(({ videoId }) => videoId),
      ],
    );
    return rows.flatMap(({ place, ...row }) => {
      const post = posts[Number(place) - 1];
      return post ? [{ ticket: ticketFromRow(row), post }] : [];
    });
  }

  /** Reserves consecutive ticket numbers; the first of them comes back. */
  async takeNumbers(tx: Tx, workspaceId: string, count: number): Promise<number> {
    const [row] = await tx.query<{ last_number: number }>(
      `INSERT INTO ticket_numbers VALUES ($1, $2)
       ON CONFLICT (workspace_id) DO UPDATE SET last_number = ticket_numbers.last_number + $2 RETURNING last_number`,
      [workspaceId, count],
    );
    return (row?.last_number ?? count) - count + 1;
  }

  async insert(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
    if (tickets.length === 0) return;
    await tx.query(`INSERT INTO tickets (${names.join(', ')}) SELECT * FROM json_to_recordset($1) AS t (${columns})`, [
      toJson(tickets),
    ]);
  }

  async update(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
    if (tickets.length === 0) return;
    await tx.query(
      `UPDATE tickets SET ${changing.map((name) => `${name} = t.${name}`).join(', ')}
       FROM json_to_recordset($1) AS t (${columns})
       WHERE tickets.workspace_id = t.workspace_id AND tickets.id = t.id`,
      [toJson(tickets)],
    );
  }
}

export const ticketFromRow = (row: TicketRow): Ticket => ({
  workspaceId: row.workspace_id,
  id: row.id,
  number: row.number,
  status: row.status,
  heldUntil: row.held_until,
  priority: row.priority,
  tagIds: row.tag_ids,
  channelId: row.channel_id,
  channelType: row.channel_type,
  conversationId: row.conversation_id,
  contactId: row.contact_id,
  subjectMessageId: row.subject_message_id,
  assigneeId: row.assignee_id,
  teamId: row.team_id,
  waitsSince: row.waits_since,
  controller: { kind: row.controller_kind, id: row.controller_id, epoch: row.controller_epoch },
  last: { preview: row.last_preview, direction: row.last_direction, sentAt: row.last_at },
  replies: repliesFrom(row.replies, { direction: row.last_direction, sentAt: row.last_at }),
  sla: slaFrom(row.sla),
  openedAt: row.opened_at,
  updatedAt: row.updated_at,
  changes: row.changes,
  sequence: Number(row.sequence),
});

function filteredState(sla: Sla | null): SlaState | null {
  const state = sla ? slaState(sla) : 'ok';
  return state === 'ok' ? null : state;
}

const toJson = (tickets: readonly Ticket[]): string =>
  JSON.stringify(
    tickets.map((ticket) => ({
      workspace_id: ticket.workspaceId,
      id: ticket.id,
      number: ticket.number,
      status: ticket.status,
      held_until: ticket.heldUntil,
      priority: ticket.priority,
      tag_ids: ticket.tagIds,
      channel_id: ticket.channelId,
      channel_type: ticket.channelType,
      conversation_id: ticket.conversationId,
      contact_id: ticket.contactId,
      subject_message_id: ticket.subjectMessageId,
      assignee_id: ticket.assigneeId,
      team_id: ticket.teamId,
      waits_since: ticket.waitsSince,
      controller_kind: ticket.controller.kind,
      controller_id: ticket.controller.id,
      controller_epoch: ticket.controller.epoch,
      last_preview: ticket.last.preview,
      last_direction: ticket.last.direction,
      last_at: ticket.last.sentAt,
      replies: ticket.replies,
      sla: ticket.sla,
      sla_state: filteredState(ticket.sla),
      sla_check_at: ticket.sla && slaCheckAt(ticket.sla),
      opened_at: ticket.openedAt,
      updated_at: ticket.updatedAt,
      changes: ticket.changes,
      sequence: ticket.sequence,
    })),
  );
