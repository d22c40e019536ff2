import { Injectable } from '@nestjs/common';
import {
  type Author,
  type ChannelType,
  type Content,
  excerpt,
  type FoundMessage,
  iso,
  type RequestOf,
  type SearchFind,
  searchableText,
  searchedForms,
  type TicketStatus,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { contactView } from '../contacts/contact.store.ts';

type Wish = RequestOf<typeof SearchFind>;

export interface Place {
  readonly at: string;
  readonly id: string;
}

interface Found {
  message_id: string;
  found_at: Date;
  ticket_id: string;
  number: number;
  status: TicketStatus;
  channel_type: ChannelType;
  contact_id: string;
  external_id: string;
  username: string | null;
  display_name: string | null;
  avatar_url: string | null;
  direction: FoundMessage['direction'];
  author_kind: Author['kind'];
  author_id: string | null;
  author_name: string | null;
  content: Content;
  sent_at: Date;
}

/** How far was looked stands in each row, and alone where nothing was found so far. */
type Row = { looked_to: Date; looked_to_id: string; looked_at: string } & (Found | { message_id: null });

/** Of messages with these words so many are looked at for one page; what is older is found by going on. */
const MOST_LOOKED_AT = 1_000;

/** More customers of one name than this are not told apart by their name. */
const MOST_CONTACTS = 200;

const end: Place = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** Finds messages and tickets by words, within the person's workspace. */
@Injectable()
export class SearchStore {
  /**
   * Newest first. The words themselves are found by functions of the owner, since no index of words is used behind
   * row-level security (H21); everything about what they found is read as the person.
   * @returns each with its place in the order, and how far was looked where older ones may be found by going on from there
   */
  async messages(
    tx: Tx,
    wish: Wish,
    before: Place | null,
    limit: number,
  ): Promise<{ found: (FoundMessage & { place: Place })[]; lookedTo: Place | null }> {
    const forms = searchedForms(wish.q);
    if (forms.length === 0) return { found: [], lookedTo: null };
    const upTo = before ?? (wish.to === undefined ? end : { at: wish.to, id: lowestId });
    const { conditions, values } = narrowed(wish, 7);
    const most = conditions.length > 0 ? MOST_LOOKED_AT : limit;
    const rows = await tx.query<Row>(
      `WITH said AS MATERIALIZED (
         SELECT w.message_id, w.sent_at, w.channel_id, coalesce(w.ticket_id, (
           SELECT o.id FROM tickets o WHERE o.workspace_id = current_setting('app.workspace')::uuid
             AND o.conversation_id = w.conversation_id ORDER BY o.last_at DESC, o.id DESC LIMIT 1)) AS ticket_id
         FROM messages_with($1, $2, $3, $4::uuid, $5) w),
       last AS (SELECT sent_at AS looked_to, message_id AS looked_to_id, (SELECT count(*) FROM said) AS looked_at
         FROM said ORDER BY sent_at, message_id LIMIT 1),
       found AS (SELECT said.message_id, said.sent_at AS found_at, t.* FROM said
         JOIN tickets t ON t.workspace_id = current_setting('app.workspace')::uuid AND t.id = said.ticket_id
         WHERE true ${conditions.map((condition) => `AND ${condition}`).join(' ')}
         ORDER BY said.sent_at DESC, said.message_id DESC LIMIT $6)
       SELECT last.*, f.message_id, f.found_at, f.id AS ticket_id, f.number, f.status, f.channel_type, f.contact_id,
         c.external_id, c.username, c.display_name, c.avatar_url,
         m.direction, m.author_kind, m.author_id, m.author_name, m.content, m.sent_at
       FROM last LEFT JOIN (found f
         JOIN messages m ON m.workspace_id = f.workspace_id AND m.id = f.message_id
         JOIN contacts c ON c.workspace_id = f.workspace_id AND c.id = f.contact_id) ON true
       ORDER BY f.found_at DESC, f.message_id DESC`,
      [forms, wish.from ?? '-infinity', upTo.at, upTo.id, most, limit, ...values],
    );
    const [first] = rows;
    const isAll = !first || Number(first.looked_at) < most;
    return {
      found: rows.flatMap((row) => (row.message_id === null ? [] : [viewOf(row, wish.q)])),
      lookedTo: isAll ? null : { at: first.looked_to.toISOString(), id: first.looked_to_id },
    };
  }

  /** The newest tickets of customers who are called so, and the ticket with this number. @returns their ids */
  async tickets(tx: Tx, q: string, limit: number): Promise<string[]> {
    const forms = searchedForms(q);
    if (forms.length === 0) return [];
    const number = /^#?(\d{1,9})$/.exec(q.trim())?.[1] ?? null;
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM (
         SELECT t.id, t.last_at FROM contacts_with($1, ${MOST_CONTACTS}) AS found (contact_id)
         CROSS JOIN LATERAL (SELECT id, last_at FROM tickets
           WHERE workspace_id = current_setting('app.workspace')::uuid AND contact_id = found.contact_id
           ORDER BY last_at DESC LIMIT 1) t
         UNION ALL
         SELECT id, 'infinity' FROM tickets WHERE workspace_id = current_setting('app.workspace')::uuid AND number = $2
       ) AS named GROUP BY id ORDER BY max(last_at) DESC, id LIMIT $3`,
      [forms, number, limit],
    );
    return rows.map(({ id }) => id);
  }
}

/** What of the ticket is asked for, with parameters from this one on. */
function narrowed(wish: Wish, first: number): { conditions: string[]; values: unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const where = (sql: (parameter: string) => string, value: unknown): void => {
    if (value === undefined) return;
    conditions.push(sql(`$${first + values.length}`));
    values.push(value);
  };
  where((p) => `said.channel_id = ${p}`, wish.channelId);
  where((p) => `said.channel_id IN (SELECT id FROM channels WHERE account_id = ${p})`, wish.accountId);
  where((p) => `t.channel_type = ${p}`, wish.channelType);
  if (wish.status === 'unresolved') conditions.push(`t.status <> 'resolved'`);
  else where((p) => `t.status = ${p}`, wish.status);
  where((p) => `t.last_direction = ${p}`, wish.replied === undefined ? undefined : wish.replied ? 'out' : 'in');
  if (wish.assignee === 'none') conditions.push('t.assignee_id IS NULL');
  else where((p) => `t.assignee_id = ${p}`, wish.assignee);
  where(
    (p) =>
      `t.id IN (SELECT ticket_id FROM mentions WHERE workspace_id = current_setting('app.workspace')::uuid AND person_id = ${p})`,
    wish.mentions,
  );
  return { conditions, values };
}

const lowestId = '00000000-0000-0000-0000-000000000000';

const viewOf = (row: Found, q: string): FoundMessage & { place: Place } => ({
  id: row.message_id,
  ticketId: row.ticket_id,
  ticketNumber: row.number,
  ticketStatus: row.status,
  channelType: row.channel_type,
  contact: contactView({ ...row, id: row.contact_id }),
  direction: row.direction,
  author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
  excerpt: excerpt(searchableText(row.content), q),
  sentAt: iso(row.sent_at.getTime()),
  place: { at: row.found_at.toISOString(), id: row.message_id },
});
