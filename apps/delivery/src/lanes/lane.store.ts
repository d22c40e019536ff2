import { Injectable } from '@nestjs/common';
import { type ChannelType, WindowChanged, type WindowUse } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Cause, Clock, publish, type Publish } from '@duet/messaging';
import { type Inbound, type Lane, laneColumns, type LaneKey, laneName } from './lane.ts';
import { differsFromWhole, usesOf } from './window-use.ts';
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
    const newest = [...Map.groupBy(news, laneName).values()].map((group) =>
      group.reduce((a, b) => (isLater(b.lastInbound, a.lastInbound) ? b : a)),
    );
    const rows = await tx.query<Row>(
      `INSERT INTO lanes (workspace_id, channel_id, thread_id, channel_type, last_inbound_at, last_inbound_id)
       SELECT * FROM json_to_recordset($1) AS l (workspace_id uuid, channel_id uuid, thread_id text, channel_type text,
         last_inbound_at timestamptz, last_inbound_id text)
       ORDER BY workspace_id, channel_id, thread_id
       ON CONFLICT (workspace_id, channel_id, thread_id) DO UPDATE SET
         last_inbound_id = CASE WHEN (excluded.last_inbound_at, excluded.last_inbound_id) >
             (coalesce(lanes.last_inbound_at, '-infinity'), coalesce(lanes.last_inbound_id, ''))
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

  /** Whether the business is known to have written in this conversation, here or elsewhere. */
  async hasWritten(tx: Tx, key: LaneKey): Promise<boolean> {
    const [row] = await tx.query<{ written: boolean }>(
      `SELECT EXISTS (SELECT FROM outbound WHERE workspace_id = $1 AND channel_id = $2 AND thread_id = $3 AND state = 'sent')
           OR EXISTS (SELECT FROM echoes WHERE workspace_id = $1 AND channel_id = $2 AND thread_id = $3) AS written`,
      [key.workspaceId, key.channelId, key.threadId],
    );
    return row?.written ?? false;
  }

  async lock(tx: Tx, key: LaneKey): Promise<Lane> {
    const lane = await this.#lock(tx, key, 'FOR UPDATE');
    if (!lane) throw new Error(`there is no lane ${key.threadId}`);
    return lane;
  }

  /** What counts against the lane's window. The lane is locked. */
  async use(tx: Tx, lane: Lane): Promise<WindowUse> {
    const [use] = await usesOf(tx, [lane]);
    if (!use) throw new Error(`nothing was counted in the lane ${lane.threadId}`);
    return use;
  }

  /** Tells what is left of the lane's window, with the lane's next version. The lane is locked. */
  async tellWindow(tx: Tx, lane: Lane, cause: Cause): Promise<Publish[]> {
    return this.tellWindows(tx, [{ lane, cause }]);
  }

  /** The same of many lanes. */
  async tellWindows(tx: Tx, lanes: readonly { lane: Lane; cause: Cause }[]): Promise<Publish[]> {
    return this.#tell(tx, await this.#counted(tx, lanes));
  }

  /** Tells of those windows that are not whole: a whole one is known from the customer's message itself. */
  async tellUsedWindows(tx: Tx, lanes: readonly { lane: Lane; cause: Cause }[]): Promise<Publish[]> {
    const counted = await this.#counted(tx, lanes);
    return this.#tell(
      tx,
      counted.filter(({ use }) => differsFromWhole(use)),
    );
  }

  /** The workspace's lanes whose customers wrote after a moment, locked in the order of their keys. */
  async lockOpen(tx: Tx, workspaceId: string, after: Date): Promise<Lane[]> {
    const rows = await tx.query<Row>(
      `SELECT * FROM lanes WHERE workspace_id = $1 AND last_inbound_at > $2
       ORDER BY workspace_id, channel_id, thread_id FOR UPDATE`,
      [workspaceId, after],
    );
    return rows.map(fromRow);
  }

  async #counted<One extends { lane: Lane }>(tx: Tx, lanes: readonly One[]): Promise<(One & { use: WindowUse })[]> {
    const uses = await usesOf(
      tx,
      lanes.map(({ lane }) => lane),
    );
    return lanes.flatMap((one, index) => {
      const use = uses[index];
      return use ? [{ ...one, use }] : [];
    });
  }

  async #tell(tx: Tx, news: readonly { lane: Lane; cause: Cause; use: WindowUse }[]): Promise<Publish[]> {
    const windows = news.flatMap(({ lane, cause, use }) => {
      const window = windowOf(lane, use);
      return window ? [{ lane, cause, window }] : [];
    });
    if (windows.length === 0) return [];
    const rows = await tx.query<Row>(
      `UPDATE lanes SET version = version + 1
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS l (workspace_id, channel_id, thread_id)
       WHERE lanes.workspace_id = l.workspace_id AND lanes.channel_id = l.channel_id AND lanes.thread_id = l.thread_id
       RETURNING lanes.*`,
      laneColumns(windows.map(({ lane }) => lane)),
    );
    const versions = new Map(rows.map(fromRow).map((lane) => [laneName(lane), lane.version]));
    return windows.map(({ lane, cause, window }) =>
      publish(WindowChanged, {
        workspaceId: lane.workspaceId,
        cause,
        occurredAt: this.#clock.now(),
        data: {
          channelId: lane.channelId,
          threadId: lane.threadId,
          expiresAt: window.expiresAt.toISOString(),
          remaining: window.remaining,
          tiers: window.tiers,
          version: versions.get(laneName(lane)) ?? lane.version + 1,
        },
      }),
    );
  }

  async #lock(tx: Tx, key: LaneKey, how: string): Promise<Lane | null> {
    const [row] = await tx.query<Row>(
      `SELECT * FROM lanes WHERE workspace_id = $1 AND channel_id = $2 AND thread_id = $3 ${how}`,
      [key.workspaceId, key.channelId, key.threadId],
    );
    return row ? fromRow(row) : null;
  }
}

/** By TikTok's time; of one millisecond the greater id counts as the later one, in any order the same. */
function isLater(a: Inbound | null, b: Inbound | null): boolean {
  if (a === null || b === null) return a !== null;
  return a.at.getTime() === b.at.getTime() ? a.messageId > b.messageId : a.at > b.at;
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
