import { Injectable } from '@nestjs/common';
import type { AnswerOf, RequestOf, TicketCounts } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { waitingInWindow } from '../tickets/ticket-list.store.ts';

const group = 'workspace_id, status, last_direction, channel_id, channel_type, assignee_id';
const nobody = `'00000000-0000-0000-0000-000000000000'`;
const of = (condition: string): string => `coalesce(sum(tickets) FILTER (WHERE ${condition}), 0)::integer`;

/** Beyond this nobody counts along, and counting would take its time. */
const MOST_COUNTED = 1_000;

/** Counts tickets `t` of the workspace and of the channel that is asked about. */
const atMost = (tickets: string): string => `SELECT count(*)::integer FROM (
  SELECT ${tickets} AND t.workspace_id = current_setting('app.workspace')::uuid
    AND ($2::uuid IS NULL OR t.channel_id = $2) AND ($3::text IS NULL OR t.channel_type = $3)
  LIMIT ${MOST_COUNTED}) counted`;

/** Counts of tickets by what the filters ask for, and changes that are not folded into them yet (H23). */
@Injectable()
export class CountStore {
  /** Right at any moment: counts and changes are read at once. */
  async read(
    tx: Tx,
    { channelId, channelType }: RequestOf<typeof TicketCounts>,
    personId: string,
    now: Date,
  ): Promise<AnswerOf<typeof TicketCounts>> {
    const [counts] = await tx.query<AnswerOf<typeof TicketCounts>>(
      `SELECT ${of(`status <> 'resolved'`)} AS "all",
         ${of(`status = 'open' AND last_direction = 'out'`)} AS replied,
         ${of(`status = 'open' AND last_direction = 'in'`)} AS unreplied,
         ${of(`status = 'hold'`)} AS hold,
         ${of(`status = 'resolved'`)} AS resolved,
         ${of(`status <> 'resolved' AND assignee_id::text = $1`)} AS mine,
         ${of(`status <> 'resolved' AND assignee_id = ${nobody}`)} AS unassigned,
         (${atMost(`FROM tickets t JOIN mentions n ON n.workspace_id = t.workspace_id AND n.ticket_id = t.id
           WHERE n.person_id::text = $1 AND t.status <> 'resolved'`)}) AS mentions,
         (${atMost(`FROM tickets t ${waitingInWindow} WHERE w.expires_at > $4`)}) AS expiring
       FROM (SELECT ${group}, tickets FROM ticket_counts UNION ALL SELECT ${group}, change FROM ticket_count_changes) c
       WHERE workspace_id = current_setting('app.workspace')::uuid
         AND ($2::uuid IS NULL OR channel_id = $2) AND ($3::text IS NULL OR channel_type = $3)`,
      [personId, channelId ?? null, channelType ?? null, now],
    );
    if (!counts) throw new Error('a sum without groups is one row');
    return counts;
  }

  /** Moves changes into the counts. @returns how many */
  async fold(tx: Tx, limit: number): Promise<number> {
    const [row] = await tx.query<{ folded: number }>(
      `WITH gone AS (
         DELETE FROM ticket_count_changes WHERE position IN (
           SELECT position FROM ticket_count_changes ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED)
         RETURNING *
       ), folded AS (
         INSERT INTO ticket_counts (${group}, tickets)
         SELECT ${group}, sum(change) FROM gone GROUP BY ${group} HAVING sum(change) <> 0 ORDER BY ${group}
         ON CONFLICT (${group}) DO UPDATE SET tickets = ticket_counts.tickets + excluded.tickets
       )
       SELECT count(*)::integer AS folded FROM gone`,
      [limit],
    );
    return row?.folded ?? 0;
  }
}
