import { Injectable } from '@nestjs/common';
import { iso, type ReplyWindow, type WindowTiers, type WindowView } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { threadKey } from '../threads/conversation.store.ts';

interface ThreadKey {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly threadId: string;
}

export interface WindowNews extends ThreadKey, ReplyWindow {
  /** Of delivery's lane; 0 for a window that is whole because a customer's message just opened it. */
  readonly version: number;
}

/** A window in the rows of a query. */
export interface WindowRow {
  expires_at: Date;
  remaining: number;
  tiers: WindowTiers | null;
}

interface KeyRow {
  workspace_id: string;
  channel_id: string;
  thread_id: string;
}

/**
 * Reply windows as they are shown. A later end is newer than an earlier one, as every window is as long as the other;
 * of two with the same end the higher version is newer. News may come before the conversation itself.
 * Rows are locked in the order of their keys, before those of tickets (H6).
 */
@Injectable()
export class WindowStore {
  /** @returns those that were newer than what was known */
  async merge<News extends WindowNews>(tx: Tx, news: readonly News[]): Promise<News[]> {
    if (news.length === 0) return [];
    const newest = [...Map.groupBy(news, threadKey).values()].map((group) =>
      group.reduce((a, b) => (isNewer(b, a) ? b : a)),
    );
    const rows = await tx.query<KeyRow>(
      `INSERT INTO windows (workspace_id, channel_id, thread_id, expires_at, remaining, version, tiers)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::integer[], $6::integer[], $7::jsonb[])
         AS w (workspace_id, channel_id, thread_id, expires_at, remaining, version, tiers)
       ORDER BY workspace_id, channel_id, thread_id
       ON CONFLICT (workspace_id, channel_id, thread_id) DO UPDATE SET
         expires_at = excluded.expires_at, remaining = excluded.remaining, version = excluded.version,
         tiers = excluded.tiers
       WHERE (windows.expires_at, windows.version) < (excluded.expires_at, excluded.version)
       RETURNING workspace_id, channel_id, thread_id`,
      [
        ...keysOf(newest),
        newest.map(({ expiresAt }) => expiresAt),
        newest.map(({ remaining }) => remaining),
        newest.map(({ version }) => version),
        newest.map(({ tiers }) => (tiers ? JSON.stringify(tiers) : null)),
      ],
    );
    const merged = new Set(rows.map(keyOf));
    return newest.filter((window) => merged.has(threadKey(window)));
  }

  /** @returns by `threadKey` */
  async findAll(tx: Tx, threads: readonly ThreadKey[]): Promise<Map<string, ReplyWindow>> {
    if (threads.length === 0) return new Map();
    const rows = await tx.query<KeyRow & WindowRow>(
      `SELECT workspace_id, channel_id, thread_id, expires_at, remaining, tiers FROM windows
       JOIN unnest($1::uuid[], $2::uuid[], $3::text[]) AS k (workspace_id, channel_id, thread_id)
         USING (workspace_id, channel_id, thread_id)`,
      keysOf(threads),
    );
    return new Map(rows.map((row) => [keyOf(row), windowFromRow(row)]));
  }

  async find(tx: Tx, thread: { channelId: string; threadId: string }): Promise<ReplyWindow | null> {
    const [row] = await tx.query<WindowRow>(
      'SELECT expires_at, remaining, tiers FROM windows WHERE channel_id = $1 AND thread_id = $2',
      [thread.channelId, thread.threadId],
    );
    return row ? windowFromRow(row) : null;
  }
}

export const windowFromRow = ({ expires_at: expiresAt, remaining, tiers }: WindowRow): ReplyWindow => ({
  expiresAt,
  remaining,
  ...(tiers && { tiers }),
});

export const windowView = ({ expiresAt, remaining, tiers }: ReplyWindow): WindowView => ({
  expiresAt: iso(expiresAt.getTime()),
  remaining,
  ...(tiers && { tiers }),
});

const isNewer = (a: WindowNews, b: WindowNews): boolean =>
  a.expiresAt > b.expiresAt || (a.expiresAt.getTime() === b.expiresAt.getTime() && a.version > b.version);

const keysOf = (threads: readonly ThreadKey[]): string[][] => [
  threads.map(({ workspaceId }) => workspaceId),
  threads.map(({ channelId }) => channelId),
  threads.map(({ threadId }) => threadId),
];

const keyOf = (row: KeyRow): string =>
  threadKey({ workspaceId: row.workspace_id, channelId: row.channel_id, threadId: row.thread_id });
