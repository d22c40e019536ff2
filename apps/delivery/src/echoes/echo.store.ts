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
  /** False when this message was told of before. */
  async add(tx: Tx, echo: Echo): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO echoes (workspace_id, channel_id, external_id, thread_id, state, source, content, recipient, comment, sent_at,
         correlation_id, causation_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING 1`,
      [
        echo.workspaceId,
        echo.channelId,
        echo.externalId,
        echo.threadId,
        echo.state,
        echo.source,
        JSON.stringify(echo.content),
        echo.recipient === null ? null : JSON.stringify(echo.recipient),
        echo.comment === null ? null : JSON.stringify(echo.comment),
        echo.sentAt,
        echo.cause.correlationId,
        echo.cause.id,
      ],
    );
    return rows.length > 0;
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
