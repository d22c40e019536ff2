import { Injectable } from '@nestjs/common';
import {
  type RequestOf,
  type TicketList,
  type TicketStatus,
  type TicketView,
  type ChannelType,
  Rejection,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { contactView } from '../contacts/contact.store.ts';
import { ticketView } from './ticket-view.ts';

interface Row {
  workspace_id: string;
  id: string;
  number: number;
  status: TicketStatus;
  channel_id: string;
  channel_type: ChannelType;
  conversation_id: string;
  contact_id: string;
  subject_message_id: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  controller_kind: TicketView['controller']['kind'];
  controller_id: string | null;
  controller_epoch: number;
  last_preview: string;
  last_direction: 'in' | 'out';
  last_at: Date;
  opened_at: Date;
  updated_at: Date;
  sequence: string;
  external_id: string;
  username: string | null;
  display_name: string | null;
  avatar_url: string | null;
  expires_at: Date | null;
  remaining: number | null;
}

const around = `
  JOIN contacts c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id
  JOIN conversations v ON v.workspace_id = t.workspace_id AND v.id = t.conversation_id
  LEFT JOIN people p ON p.workspace_id = t.workspace_id AND p.id = t.assignee_id
  LEFT JOIN windows w ON w.workspace_id = t.workspace_id AND w.channel_id = t.channel_id AND w.thread_id = v.thread_id`;

const columns = `t.*, p.name AS assignee_name, c.external_id, c.username, c.display_name, c.avatar_url, w.expires_at, w.remaining`;

/** Tickets as people see them. */
@Injectable()
export class TicketListStore {
  /** @throws Rejection `not_found` */
  async find(tx: Tx, id: string): Promise<TicketView> {
    const [row] = await tx.query<Row>(`SELECT ${columns} FROM tickets t ${around} WHERE t.id = $1`, [id]);
    if (!row) throw new Rejection('not_found');
    return viewOf(row);
  }

  /** One page, newest activity first. The page is cut before anything is joined to it. */
  async page(
    tx: Tx,
    filter: RequestOf<typeof TicketList>,
  ): Promise<{ tickets: TicketView[]; nextCursor: string | null }> {
    const conditions: string[] = [];
    const parameters: unknown[] = [];
    const where = (sql: (parameter: string) => string, value: unknown): void => {
      if (value === undefined) return;
      parameters.push(value);
      conditions.push(sql(`$${parameters.length}`));
    };
    where((p) => `channel_id = ${p}`, filter.channelId);
    where((p) => `channel_type = ${p}`, filter.channelType);
    where((p) => `status = ${p}`, filter.status);
    where((p) => `last_direction = ${p}`, filter.replied === undefined ? undefined : filter.replied ? 'out' : 'in');
    if (filter.assignee === 'none') conditions.push('assignee_id IS NULL');
    else where((p) => `assignee_id = ${p}`, filter.assignee);
    if (filter.cursor !== undefined) {
      const { at, id } = readCursor(filter.cursor);
      parameters.push(at, id);
      conditions.push(`(last_at, id) < ($${parameters.length - 1}, $${parameters.length})`);
    }
    parameters.push(filter.limit + 1);
    const rows = await tx.query<Row>(
      `SELECT ${columns} FROM (
         SELECT * FROM tickets WHERE workspace_id = current_setting('app.workspace')::uuid
         ${conditions.map((condition) => `AND ${condition}`).join(' ')}
         ORDER BY last_at DESC, id DESC LIMIT $${parameters.length}
       ) t ${around} ORDER BY t.last_at DESC, t.id DESC`,
      parameters,
    );
    const page = rows.slice(0, filter.limit);
    const last = page.at(-1);
    return {
      tickets: page.map(viewOf),
      nextCursor: rows.length > filter.limit && last ? writeCursor(last.last_at.toISOString(), last.id) : null,
    };
  }
}

const viewOf = (row: Row): TicketView =>
  ticketView(
    {
      workspaceId: row.workspace_id,
      id: row.id,
      number: row.number,
      status: row.status,
      channelId: row.channel_id,
      channelType: row.channel_type,
      conversationId: row.conversation_id,
      contactId: row.contact_id,
      subjectMessageId: row.subject_message_id,
      assigneeId: row.assignee_id,
      controller: { kind: row.controller_kind, id: row.controller_id, epoch: row.controller_epoch },
      last: { preview: row.last_preview, direction: row.last_direction, sentAt: row.last_at },
      openedAt: row.opened_at,
      updatedAt: row.updated_at,
      sequence: Number(row.sequence),
    },
    {
      contact: contactView({
        id: row.contact_id,
        external_id: row.external_id,
        username: row.username,
        display_name: row.display_name,
        avatar_url: row.avatar_url,
      }),
      assigneeName: row.assignee_name,
      window: row.expires_at && row.remaining !== null ? { expiresAt: row.expires_at, remaining: row.remaining } : null,
    },
  );

/** An opaque place in a list that is ordered by time and id. */
export const writeCursor = (at: string, id: string): string => Buffer.from(`${at}|${id}`).toString('base64url');

/** @throws Rejection `bad_request` */
export function readCursor(cursor: string): { at: string; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new Rejection('bad_request', {}, 'cursor: this is not a cursor of this list');
  }
  return { at, id };
}
