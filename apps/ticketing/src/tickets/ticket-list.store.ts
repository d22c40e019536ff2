import { Injectable } from '@nestjs/common';
import {
  type PostView,
  type ReaderView,
  type Referral,
  type ReplyWindow,
  type RequestOf,
  type TagView,
  type TeamView,
  type TicketList,
  type TicketView,
  Rejection,
  type WindowTiers,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { contactView } from '../contacts/contact.store.ts';
import { contactsOfCustomer } from '../customers/profile.store.ts';
import { windowFromRow } from '../delivery/window.store.ts';
import { lookUp } from '../look-up.ts';
import { mentionsOfTicket } from '../mentions/mention.store.ts';
import { readersOfTicket } from '../readers/reader.store.ts';
import { newestReferralOfTicket } from '../referrals/referral.store.ts';
import { ticketFromRow, type TicketRow } from './ticket.store.ts';
import { ticketView } from './ticket-view.ts';

/** Joined to tickets `t`: those that are open and unreplied, with a reply window `w` that has messages left. */
export const waitingInWindow = `
  JOIN conversations v ON v.workspace_id = t.workspace_id AND v.id = t.conversation_id
    AND t.status = 'open' AND t.last_direction = 'in'
  JOIN windows w ON w.workspace_id = v.workspace_id AND w.channel_id = v.channel_id AND w.thread_id = v.thread_id
    AND w.remaining > 0`;

interface Row extends TicketRow {
  assignee_name: string | null;
  team: TeamView | null;
  tags: TagView[];
  external_id: string;
  username: string | null;
  display_name: string | null;
  avatar_url: string | null;
  expires_at: Date | null;
  remaining: number | null;
  tiers: WindowTiers | null;
  post: PostView | null;
  seen_up_to: Date | null;
  readers: ReaderView[];
  mentions: string[];
  referral: Referral | null;
}

const around = `
  ${lookUp('contacts', 'c', 'c.workspace_id = t.workspace_id AND c.id = t.contact_id')}
  ${lookUp('conversations', 'v', 'v.workspace_id = t.workspace_id AND v.id = t.conversation_id')}
  ${lookUp('people', 'p', 'p.workspace_id = t.workspace_id AND p.id = t.assignee_id')}
  ${lookUp('windows', 'w', 'w.workspace_id = t.workspace_id AND w.channel_id = t.channel_id AND w.thread_id = v.thread_id')}
  ${lookUp('posts', 'o', 'o.workspace_id = t.workspace_id AND o.channel_id = t.channel_id AND o.video_id = v.video_id')}
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object('id', one->>'id', 'name', one->>'name') AS team
    FROM settings_documents d, jsonb_array_elements(d.document) one
    WHERE t.team_id IS NOT NULL AND d.workspace_id = t.workspace_id AND d.kind = 'teams' AND one->>'id' = t.team_id::text
  ) e ON true
  LEFT JOIN LATERAL (${newestReferralOfTicket}) r ON true
  CROSS JOIN LATERAL (${readersOfTicket}) s
  CROSS JOIN LATERAL (${mentionsOfTicket}) k
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object('id', id, 'name', name, 'color', color) ORDER BY lower(name)), '[]') AS tags
    FROM tags WHERE tags.workspace_id = t.workspace_id AND tags.id = ANY(t.tag_ids)
  ) g`;

const columns = `t.*, p.name AS assignee_name, e.team, g.tags, c.external_id, c.username, c.display_name, c.avatar_url, w.expires_at, w.remaining, w.tiers, o.view AS post,
  v.seen_up_to, s.readers, k.mentions, r.referral`;

/** Tickets as people see them. */
@Injectable()
export class TicketListStore {
  /** @throws Rejection `not_found` */
  async find(tx: Tx, id: string): Promise<TicketView> {
    const [row] = await tx.query<Row>(`SELECT ${columns} FROM tickets t ${around} WHERE t.id = $1`, [id]);
    if (!row) throw new Rejection('not_found');
    return viewOf(row);
  }

  /** @throws Rejection `not_found` */
  async conversationOf(tx: Tx, id: string): Promise<string> {
    const [row] = await tx.query<{ conversation_id: string }>('SELECT conversation_id FROM tickets WHERE id = $1', [
      id,
    ]);
    if (!row) throw new Rejection('not_found');
    return row.conversation_id;
  }

  /** Those of them that exist, in the order of the ids. */
  async findAll(tx: Tx, ids: readonly string[]): Promise<TicketView[]> {
    if (ids.length === 0) return [];
    const rows = await tx.query<Row>(
      `SELECT ${columns} FROM tickets t ${around} WHERE t.id = ANY($1) ORDER BY array_position($1::uuid[], t.id)`,
      [ids],
    );
    return rows.map(viewOf);
  }

  /** One page in the order of what is asked for. It is cut before anything is joined to it. */
  async page(
    tx: Tx,
    filter: RequestOf<typeof TicketList>,
    now: Date,
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
    where((p) => `contact_id = ANY(ARRAY(${contactsOfCustomer(p)}))`, filter.contactId);
    if (filter.status) conditions.push(statusIs[filter.status]);
    where((p) => `priority = ${p}`, filter.priority);
    where((p) => `sla_state = ${p}`, filter.sla);
    where((p) => `tag_ids @> ARRAY[${p}::uuid]`, filter.tag);
    where((p) => `last_direction = ${p}`, filter.replied === undefined ? undefined : filter.replied ? 'out' : 'in');
    where((p) => `team_id = ${p}`, filter.team);
    if (filter.assignee === 'none') conditions.push('assignee_id IS NULL');
    else where((p) => `assignee_id = ${p}`, filter.assignee);
    where(
      (p) =>
        `id IN (SELECT ticket_id FROM mentions WHERE workspace_id = current_setting('app.workspace')::uuid AND person_id = ${p})`,
      filter.mentions,
    );
    const order = filter.expiring ? expiring : filter.order === 'oldest' ? oldest : newest;
    where((p) => `place > ${p}`, order.isFromNow ? now : undefined);
    if (filter.cursor !== undefined) {
      const { at, id } = readCursor(filter.cursor);
      parameters.push(at, id);
      conditions.push(`(place, id) ${order.after} ($${parameters.length - 1}, $${parameters.length})`);
    }
    parameters.push(filter.limit + 1);
    const rows = await tx.query<Row & { place: Date }>(
      `SELECT ${columns}, t.place FROM (
         SELECT * FROM (${order.source}) o WHERE workspace_id = current_setting('app.workspace')::uuid
         ${conditions.map((condition) => `AND ${condition}`).join(' ')}
         ORDER BY place ${order.direction}, id ${order.direction} LIMIT $${parameters.length}
       ) t ${around} ORDER BY t.place ${order.direction}, t.id ${order.direction}`,
      parameters,
    );
    const page = rows.slice(0, filter.limit);
    const last = page.at(-1);
    return {
      tickets: page.map(viewOf),
      nextCursor: rows.length > filter.limit && last ? writeCursor(last.place.toISOString(), last.id) : null,
    };
  }
}

/** Spelled out, so that every plan may go by the indexes of resolved and of other tickets. */
const statusIs = {
  unresolved: `status <> 'resolved'`,
  open: `status = 'open'`,
  hold: `status = 'hold'`,
  resolved: `status = 'resolved'`,
} as const;

interface Order {
  /** Tickets, with their `place` in the order. */
  readonly source: string;
  readonly direction: 'ASC' | 'DESC';
  /** What is after a place. */
  readonly after: '<' | '>';
  readonly isFromNow: boolean;
}

const newest: Order = {
  source: 'SELECT *, last_at AS place FROM tickets',
  direction: 'DESC',
  after: '<',
  isFromNow: false,
};

const oldest: Order = { ...newest, direction: 'ASC', after: '>' };

/** Those that wait for an answer which may still be given, by the end of their reply windows. */
const expiring: Order = {
  source: `SELECT t.*, w.expires_at AS place FROM tickets t ${waitingInWindow}`,
  direction: 'ASC',
  after: '>',
  isFromNow: true,
};

const viewOf = (row: Row): TicketView =>
  ticketView(ticketFromRow(row), {
    contact: contactView({
      id: row.contact_id,
      external_id: row.external_id,
      username: row.username,
      display_name: row.display_name,
      avatar_url: row.avatar_url,
    }),
    assigneeName: row.assignee_name,
    team: row.team,
    tags: row.tags,
    window: windowOf(row),
    post: row.post,
    seenUpTo: row.seen_up_to,
    readBy: row.readers,
    mentions: row.mentions,
    referral: row.referral,
  });

function windowOf({ expires_at, remaining, tiers }: Row): ReplyWindow | null {
  return expires_at && remaining !== null ? windowFromRow({ expires_at, remaining, tiers }) : null;
}

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
