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

interface Row {
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

/** So many of the newest messages are looked through before the index of words is asked: a few milliseconds. */
const LOOKED_THROUGH = 5_000;

/** More customers of one name than this are not told apart by their name. */
const MOST_CONTACTS = 200;

const end: Place = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** Finds messages and tickets by words, within the person's workspace. */
@Injectable()
export class SearchStore {
  /**
   * Newest first. The words themselves are found by functions of the owner, since no index of words is used behind
   * row-level security (H21); everything about what they found is read as the person.
   * @returns each with its place in the order
   */
  async messages(
    tx: Tx,
    wish: Wish,
    before: Place | null,
    limit: number,
  ): Promise<(FoundMessage & { place: Place })[]> {
    const words = queryOf(wish.q);
    if (words === null) return [];
    const among = `newest_messages_with($1::tsquery, $2, $3, $4::uuid, ${LOOKED_THROUGH})`;
    const newest = await this.#select(tx, among, words, wish, before, limit);
    if (newest.length >= limit) return newest;
    return this.#select(tx, 'messages_with($1::tsquery, $2, $3, $4::uuid)', words, wish, before, limit);
  }

  /** The newest tickets of customers who are called so, and the ticket with this number. @returns their ids */
  async tickets(tx: Tx, q: string, limit: number): Promise<string[]> {
    const words = queryOf(q);
    if (words === null) return [];
    const number = /^#?(\d{1,9})$/.exec(q.trim())?.[1] ?? null;
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM (
         SELECT t.id, t.last_at FROM contacts_with($1::tsquery, ${MOST_CONTACTS}) AS found (contact_id)
         CROSS JOIN LATERAL (SELECT id, last_at FROM tickets
           WHERE workspace_id = current_setting('app.workspace')::uuid AND contact_id = found.contact_id
           ORDER BY last_at DESC LIMIT 1) t
         UNION ALL
         SELECT id, 'infinity' FROM tickets WHERE workspace_id = current_setting('app.workspace')::uuid AND number = $2
       ) AS named GROUP BY id ORDER BY max(last_at) DESC, id LIMIT $3`,
      [words, number, limit],
    );
    return rows.map(({ id }) => id);
  }

  async #select(
    tx: Tx,
    found: string,
    words: string,
    wish: Wish,
    before: Place | null,
    limit: number,
  ): Promise<(FoundMessage & { place: Place })[]> {
    const upTo = before ?? (wish.to === undefined ? end : { at: wish.to, id: lowestId });
    const parameters: unknown[] = [words, wish.from ?? '-infinity', upTo.at, upTo.id, limit];
    const conditions: string[] = [];
    const where = (sql: (parameter: string) => string, value: unknown): void => {
      if (value === undefined) return;
      parameters.push(value);
      conditions.push(`AND ${sql(`$${parameters.length}`)}`);
    };
    where((p) => `f.channel_id = ${p}`, wish.channelId);
    where((p) => `f.channel_id IN (SELECT id FROM channels WHERE account_id = ${p})`, wish.accountId);
    where((p) => `t.channel_type = ${p}`, wish.channelType);
    if (wish.status === 'unresolved') conditions.push(`AND t.status <> 'resolved'`);
    else where((p) => `t.status = ${p}`, wish.status);
    where((p) => `t.last_direction = ${p}`, wish.replied === undefined ? undefined : wish.replied ? 'out' : 'in');
    if (wish.assignee === 'none') conditions.push('AND t.assignee_id IS NULL');
    else where((p) => `t.assignee_id = ${p}`, wish.assignee);
    where(
      (p) =>
        `t.id IN (SELECT ticket_id FROM mentions WHERE workspace_id = current_setting('app.workspace')::uuid AND person_id = ${p})`,
      wish.mentions,
    );
    const rows = await tx.query<Row>(
      `SELECT f.message_id, f.sent_at AS found_at, t.id AS ticket_id, t.number, t.status, t.channel_type, t.contact_id,
         c.external_id, c.username, c.display_name, c.avatar_url,
         m.direction, m.author_kind, m.author_id, m.author_name, m.content, m.sent_at
       FROM (SELECT * FROM ${found} ORDER BY sent_at DESC, message_id DESC) f
       JOIN tickets t ON t.workspace_id = current_setting('app.workspace')::uuid AND t.id = coalesce(f.ticket_id, (
         SELECT o.id FROM tickets o WHERE o.workspace_id = current_setting('app.workspace')::uuid
           AND o.conversation_id = f.conversation_id ORDER BY o.last_at DESC LIMIT 1))
       JOIN messages m ON m.workspace_id = t.workspace_id AND m.id = f.message_id
       JOIN contacts c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id
       WHERE true ${conditions.join(' ')}
       ORDER BY f.sent_at DESC, f.message_id DESC LIMIT $5`,
      parameters,
    );
    return rows.map((row) => viewOf(row, wish.q));
  }
}

const lowestId = '00000000-0000-0000-0000-000000000000';

/** Every word at least as the beginning of one; null where there is none. Words are letters, digits and emoji alone. */
function queryOf(q: string): string | null {
  const forms = searchedForms(q);
  return forms.length === 0 ? null : forms.map((form) => `'${form}':*`).join(' & ');
}

const viewOf = (row: Row, q: string): FoundMessage & { place: Place } => ({
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
