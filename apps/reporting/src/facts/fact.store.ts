import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { Fact, FactKey } from './fact.ts';

const columns = `workspace_id uuid, id uuid, kind text, ticket_id uuid, channel_id uuid, channel_type text, direction text,
  author_kind text, status text, origin text, occurred_at timestamptz`;

interface KeyRow {
  workspace_id: string;
  id: string;
}

@Injectable()
export class FactStore {
  /**
   * Keeps facts, each once. Only some events name the channel: a fact that does not takes it from its ticket, now or
   * as soon as that is known. The ticket's row is locked first, so that two batches cannot miss each other.
   *
   * @returns the facts whose channel became known with this: those to count
   */
  async add(tx: Tx, facts: readonly Fact[]): Promise<FactKey[]> {
    const given = JSON.stringify(facts.map(toRow));
    await tx.query(
      `INSERT INTO tickets (workspace_id, id, channel_id, channel_type)
       SELECT DISTINCT ON (workspace_id, ticket_id) workspace_id, ticket_id, channel_id, channel_type
       FROM json_to_recordset($1) AS given (${columns}) ORDER BY workspace_id, ticket_id, channel_id NULLS LAST
       ON CONFLICT (workspace_id, id) DO UPDATE SET channel_id = coalesce(tickets.channel_id, excluded.channel_id),
         channel_type = coalesce(tickets.channel_type, excluded.channel_type)`,
      [given],
    );
    const added = await tx.query<KeyRow>(
      `INSERT INTO facts (workspace_id, id, kind, ticket_id, channel_id, channel_type, direction, author_kind, status,
         origin, occurred_at)
       SELECT given.workspace_id, given.id, kind, ticket_id, tickets.channel_id, tickets.channel_type, direction,
         author_kind, status, origin, occurred_at
       FROM json_to_recordset($1) AS given (${columns})
       JOIN tickets ON tickets.workspace_id = given.workspace_id AND tickets.id = given.ticket_id
       ORDER BY given.workspace_id, given.id ON CONFLICT DO NOTHING RETURNING workspace_id, id`,
      [given],
    );
    const placed = await tx.query<KeyRow>(
      `UPDATE facts SET channel_id = tickets.channel_id, channel_type = tickets.channel_type FROM tickets
       WHERE facts.channel_id IS NULL AND tickets.channel_id IS NOT NULL
         AND tickets.workspace_id = facts.workspace_id AND tickets.id = facts.ticket_id
         AND (facts.workspace_id, facts.ticket_id) IN
           (SELECT workspace_id, ticket_id FROM json_to_recordset($1) AS given (${columns}))
       RETURNING facts.workspace_id, facts.id`,
      [given],
    );
    return [...added, ...placed].map(({ workspace_id, id }) => ({ workspaceId: workspace_id, id }));
  }
}

const toRow = (fact: Fact): object => ({
  workspace_id: fact.workspaceId,
  id: fact.id,
  kind: fact.kind,
  ticket_id: fact.ticketId,
  channel_id: fact.channelId,
  channel_type: fact.channelType,
  direction: fact.direction,
  author_kind: fact.authorKind,
  status: fact.status,
  origin: fact.origin,
  occurred_at: fact.occurredAt,
});
