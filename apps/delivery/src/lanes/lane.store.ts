import { Injectable } from '@nestjs/common';
import { type ChannelType, WindowChanged } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Cause, Clock, publish, type Publish } from '@duet/messaging';
import { type Inbound, type Lane, type LaneKey } from './lane.ts';
import { windowOf } from './window.ts';

interface Row {
  workspace_id: string;
  channel_id: string;
  thread_id: string;
  channel_type: ChannelType;
  last_inbound_at: Date | null;
  last_inbound_id: string | null;
  version: number;
}

export interface LaneNews extends LaneKey {
  readonly channelType: ChannelType;
  readonly lastInbound: Inbound | null;
}

@Injectable()
export class LaneStore {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Makes lanes that are new, merges the newest inbound into the others, and locks all in the order of their keys. */
  async merge(tx: Tx, news: readonly LaneNews[]): Promise<Lane[]> {
    if (news.length === 0) return [];
    const newest = [
      ...Map.groupBy(
        news,
        ({ workspaceId, channelId, threadId }) => `${workspaceId}/${channelId}/${threadId}`,
      ).values(),
    ].map((group) => group.reduce((a, b) => ((b.lastInbound?.at ?? 0) > (a.lastInbound?.at ?? 0) ? b : a)));
    const rows = await tx.query<Row>(
      `INSERT INTO lanes (workspace_id, channel_id, thread_id, channel_type, last_inbound_at, last_inbound_id)
       SELECT * FROM json_to_recordset($1) AS l (workspace_id uuid, channel_id uuid, thread_id text, channel_type text,
         last_inbound_at timestamptz, last_inbound_id text)
       ORDER BY workspace_id, channel_id, thread_id
       ON CONFLICT (workspace_id, channel_id, thread_id) DO UPDATE SET
         last_inbound_id = CASE WHEN excluded.last_inbound_at > coalesce(lanes.last_inbound_at, '-infinity')
           THEN excluded.last_inbound_id ELSE lanes.last_inbound_id END,
         last_inbound_at = greatest(lanes.last_inbound_at, excluded.last_inbound_at)
       RETURNING *`,
      [
        JSON.stringify(
          newest.map((lane) => ({
            workspace_id: lane.workspaceId,
            channel_id: lane.channelId,
            thread_id: lane.threadId,
            channel_type: lane.channelType,
            last_inbound_at: lane.lastInbound?.at ?? null,
            last_inbound_id: lane.lastInbound?.messageId ?? null,
          })),
        ),
      ],
    );
    return rows.map(fromRow);
  }

  /** The lane, locked; null when somebody else holds it. */
  async tryLock(tx: Tx, key: LaneKey): Promise<Lane | null> {
    return this.#lock(tx, key, 'FOR UPDATE SKIP LOCKED');
  }

  async lock(tx: Tx, key: LaneKey): Promise<Lane> {
    const lane = await this.#lock(tx, key, 'FOR UPDATE');
    if (!lane) throw new Error(`there is no lane ${key.threadId}`);
    return lane;
  }

  /** Messages that count against the quota (H13): ours unless refused, and those written in TikTok's own app (REC-21). */
  async used(tx: Tx, lane: Lane): Promise<number> {
    if (lane.lastInbound === null) return 0;
    const [row] = await tx.query<{ used: string }>(
      `SELECT (SELECT count(*) FROM outbound WHERE workspace_id = $1 AND channel_id = $2 AND thread_id = $3
                 AND state IN ('sending', 'unconfirmed', 'sent') AND coalesce(sent_at, started_at) > $4)
            + (SELECT count(*) FROM echoes WHERE workspace_id = $1 AND channel_id = $2 AND thread_id = $3
                 AND state = 'observed' AND source <> 'automatic' AND sent_at > $4) AS used`,
      [lane.workspaceId, lane.channelId, lane.threadId, lane.lastInbound.at],
    );
    return Number(row?.used ?? 0);
  }

  /** Tells what is left of the lane's window, with the lane's next version. The lane is locked. */
  async tellWindow(tx: Tx, lane: Lane, cause: Cause): Promise<Publish[]> {
    const window = windowOf(lane, await this.used(tx, lane));
    if (window === null) return [];
    const [row] = await tx.query<{ version: number }>(
      `UPDATE lanes SET version = version + 1 WHERE workspace_id = $1 AND channel_id = $2 AND thread_id = $3 RETURNING version`,
      [lane.workspaceId, lane.channelId, lane.threadId],
    );
    return [
      publish(WindowChanged, {
        workspaceId: lane.workspaceId,
        cause,
        occurredAt: this.#clock.now(),
        data: {
          channelId: lane.channelId,
          threadId: lane.threadId,
          expiresAt: window.expiresAt.toISOString(),
          remaining: window.remaining,
          version: row?.version ?? lane.version + 1,
        },
      }),
    ];
  }

  async #lock(tx: Tx, key: LaneKey, how: string): Promise<Lane | null> {
    const [row] = await tx.query<Row>(
      `SELECT * FROM lanes WHERE workspace_id = $1 AND channel_id = $2 AND thread_id = $3 ${how}`,
      [key.workspaceId, key.channelId, key.threadId],
    );
    return row ? fromRow(row) : null;
  }
}

const fromRow = (row: Row): Lane => ({
  workspaceId: row.workspace_id,
  channelId: row.channel_id,
  threadId: row.thread_id,
  channelType: row.channel_type,
  lastInbound:
    row.last_inbound_at && row.last_inbound_id ? { messageId: row.last_inbound_id, at: row.last_inbound_at } : null,
  version: row.version,
});
