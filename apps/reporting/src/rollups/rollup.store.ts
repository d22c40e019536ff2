import { Injectable } from '@nestjs/common';
import type { AnswerOf, ChannelType, DailyReport, RequestOf } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { FactKey } from '../facts/fact.ts';

/**
 * The definition of every figure, used for counting as it happens and for counting again. History that was imported
 * counts nowhere, a note is no message, and a ticket that is resolved twice is counted twice.
 */
const countsOf = (facts: string): string => `
  SELECT workspace_id, channel_id, (occurred_at AT TIME ZONE 'UTC')::date AS day, min(channel_type) AS channel_type,
    count(*) FILTER (WHERE kind = 'message_added' AND direction = 'in')::integer AS messages_in,
    count(*) FILTER (WHERE kind = 'message_added' AND direction = 'out')::integer AS messages_out,
    count(*) FILTER (WHERE kind = 'ticket_opened')::integer AS tickets_opened,
    count(*) FILTER (WHERE kind = 'status_changed')::integer AS tickets_resolved
  FROM ${facts}
  WHERE channel_id IS NOT NULL AND origin IS DISTINCT FROM 'imported' AND (kind = 'ticket_opened'
    OR (kind = 'message_added' AND direction IN ('in', 'out')) OR (kind = 'status_changed' AND status = 'resolved'))
  GROUP BY 1, 2, 3
  ORDER BY 1, 3, 2`;

const columns =
  'workspace_id, channel_id, day, channel_type, messages_in, messages_out, tickets_opened, tickets_resolved';

interface Row {
  day: string;
  channel_id: string;
  channel_type: ChannelType;
  messages_in: number;
  messages_out: number;
  tickets_opened: number;
  tickets_resolved: number;
}

@Injectable()
export class RollupStore {
  /** Adds facts that were not counted before. */
  async count(tx: Tx, facts: readonly FactKey[]): Promise<void> {
    if (facts.length === 0) return;
    await tx.query(
      `INSERT INTO daily_rollups AS rollup (${columns})
       ${countsOf('facts JOIN unnest($1::uuid[], $2::uuid[]) AS counted (workspace_id, id) USING (workspace_id, id)')}
       ON CONFLICT (workspace_id, day, channel_id) DO UPDATE SET
         messages_in = rollup.messages_in + excluded.messages_in,
         messages_out = rollup.messages_out + excluded.messages_out,
         tickets_opened = rollup.tickets_opened + excluded.tickets_opened,
         tickets_resolved = rollup.tickets_resolved + excluded.tickets_resolved`,
      [facts.map(({ workspaceId }) => workspaceId), facts.map(({ id }) => id)],
    );
  }

  /** Counts everything again. Batches that count meanwhile wait; readers see the old figures until the commit. */
  async rebuild(tx: Tx): Promise<number> {
    await tx.query('LOCK TABLE daily_rollups IN EXCLUSIVE MODE');
    await tx.query('DELETE FROM daily_rollups');
    await tx.query(`INSERT INTO daily_rollups (${columns}) ${countsOf('facts')}`);
    const [row] = await tx.query<{ facts: string }>('SELECT count(*) AS facts FROM facts');
    return Number(row?.facts ?? 0);
  }

  /** Days with something to show, of the workspace that the transaction sees. */
  async days(
    tx: Tx,
    { from, to, channelId }: RequestOf<typeof DailyReport>,
  ): Promise<AnswerOf<typeof DailyReport>['days']> {
    const rows = await tx.query<Row>(
      `SELECT day::text AS day, channel_id, channel_type, messages_in, messages_out, tickets_opened, tickets_resolved
       FROM daily_rollups WHERE day BETWEEN $1 AND $2 AND ($3::uuid IS NULL OR channel_id = $3)
       ORDER BY daily_rollups.day, channel_id`,
      [from, to, channelId ?? null],
    );
    return rows.map((row) => ({
      day: row.day,
      channelId: row.channel_id,
      channelType: row.channel_type,
      messagesIn: row.messages_in,
      messagesOut: row.messages_out,
      ticketsOpened: row.tickets_opened,
      ticketsResolved: row.tickets_resolved,
    }));
  }
}
