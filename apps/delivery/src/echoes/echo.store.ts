import { Injectable } from '@nestjs/common';
import type { Content, MessageObserved } from '@duet/contracts';
import type { DataOf } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Cause } from '@duet/messaging';
import type { LaneKey } from '../lanes/lane.ts';

type Observed = DataOf<typeof MessageObserved>;

/** An outbound message as TikTok told of it. */
export interface Echo extends LaneKey {
  readonly externalId: string;
  readonly state: 'waiting' | 'ours' | 'observed';
  readonly source: Observed['source'];
  readonly content: Content;
  readonly recipient: Observed['recipient'];
  readonly comment: Observed['comment'];
  readonly sentAt: Date;
  readonly cause: Cause;
}

interface Row {
  workspace_id: string;
  channel_id: string;
  external_id: string;
  thread_id: string;
  state: Echo['state'];
  source: Echo['source'];
  content: Content;
  recipient: Echo['recipient'];
  comment: Echo['comment'];
  sent_at: Date;
  correlation_id: string;
  causation_id: string;
}

@Injectable()
export class EchoStore {
  /** Messages that were told of before are left as they are. */
  async add(tx: Tx, echoes: readonly Echo[]): Promise<void> {
    if (echoes.length === 0) return;
    await tx.query(
      `INSERT INTO echoes (workspace_id, channel_id, external_id, thread_id, state, source, content, recipient, comment, sent_at,
         correlation_id, causation_id)
       SELECT * FROM json_to_recordset($1) AS e (workspace_id uuid, channel_id uuid, external_id text, thread_id text, state text,
         source text, content jsonb, recipient jsonb, comment jsonb, sent_at timestamptz, correlation_id uuid, causation_id text)
       ON CONFLICT DO NOTHING`,
      [
        JSON.stringify(
          echoes.map((echo) => ({
            workspace_id: echo.workspaceId,
            channel_id: echo.channelId,
            external_id: echo.externalId,
            thread_id: echo.threadId,
            state: echo.state,
            source: echo.source,
            content: echo.content,
            recipient: echo.recipient,
            comment: echo.comment,
            sent_at: echo.sentAt,
            correlation_id: echo.cause.correlationId,
            causation_id: echo.cause.id,
          })),
        ),
      ],
    );
  }

  async waiting(tx: Tx, lane: LaneKey): Promise<Echo[]> {
    const rows = await tx.query<Row>(
      `SELECT * FROM echoes WHERE workspace_id = $1 AND channel_id = $2 AND thread_id = $3 AND state = 'waiting' ORDER BY sent_at`,
      [lane.workspaceId, lane.channelId, lane.threadId],
    );
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      channelId: row.channel_id,
      threadId: row.thread_id,
      externalId: row.external_id,
      state: row.state,
      source: row.source,
      content: row.content,
      recipient: row.recipient,
      comment: row.comment,
      sentAt: row.sent_at,
      cause: { id: row.causation_id, correlationId: row.correlation_id },
    }));
  }

  async settle(tx: Tx, echo: Echo, state: 'ours' | 'observed'): Promise<void> {
    await tx.query(`UPDATE echoes SET state = $4 WHERE workspace_id = $1 AND channel_id = $2 AND external_id = $3`, [
      echo.workspaceId,
      echo.channelId,
      echo.externalId,
      state,
    ]);
  }
}
