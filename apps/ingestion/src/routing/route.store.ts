import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Away } from './away.ts';

/** Where a TikTok account's events go. */
export interface Route {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly channelType: ChannelType;
  readonly accountId: string;
  readonly openId: string;
  readonly commentAuthorId: string | null;
}

/** A route that takes in, and when its channel was away; what came in then is history (OPEN-20). */
export interface OpenRoute extends Route {
  /** Null: never, or all of it is known already. */
  readonly away: Away | null;
}

interface Row {
  workspace_id: string;
  channel_id: string;
  channel_type: ChannelType;
  account_id: string;
  open_id: string;
  comment_author_id: string | null;
  away_from: Date | null;
  away_until: Date | null;
}

@Injectable()
export class RouteStore {
  /** Connected channels of these TikTok accounts. */
  async connected(tx: Tx, openIds: readonly string[]): Promise<OpenRoute[]> {
    const rows = await tx.query<Row>(
      `SELECT r.workspace_id, r.channel_id, channel_type, account_id, open_id, comment_author_id, away_from, away_until
       FROM routes r LEFT JOIN sweeps s ON s.workspace_id = r.workspace_id AND s.channel_id = r.channel_id
       WHERE open_id = ANY($1) AND state IN ('connected', 'needs_reconnecting')`,
      [openIds],
    );
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      channelId: row.channel_id,
      channelType: row.channel_type,
      accountId: row.account_id,
      openId: row.open_id,
      commentAuthorId: row.comment_author_id,
      away: row.away_from && { fromMs: row.away_from.getTime(), untilMs: row.away_until?.getTime() ?? null },
    }));
  }

  /** Keeps the newest version of a channel. @returns whether this is it */
  async save(tx: Tx, route: Route & { readonly state: string; readonly version: number }): Promise<boolean> {
    const saved = await tx.run(
      `INSERT INTO routes (workspace_id, channel_id, channel_type, account_id, open_id, comment_author_id, state, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (workspace_id, channel_id) DO UPDATE SET
         open_id = excluded.open_id, comment_author_id = excluded.comment_author_id, state = excluded.state, version = excluded.version
       WHERE routes.version < excluded.version`,
      [
        route.workspaceId,
        route.channelId,
        route.channelType,
        route.accountId,
        route.openId,
        route.commentAuthorId,
        route.state,
        route.version,
      ],
    );
    return saved > 0;
  }

  /** What waited for these accounts gets another turn (H3). */
  async releaseUnrouted(tx: Tx, openIds: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE deliveries SET state = 'new', reason = NULL WHERE open_id = ANY($1) AND (state = 'unrouted' OR state = 'waiting')`,
      [openIds],
    );
  }
}
