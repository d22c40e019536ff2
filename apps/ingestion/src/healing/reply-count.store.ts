import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { ChannelKey } from './sweep.store.ts';

export type ReplyCounts = ReadonlyMap<string, number>;

/** How many replies a comment had when it was last listed: TikTok shows new replies under old comments in no other way. */
@Injectable()
export class ReplyCountStore {
  async find(tx: Tx, { workspaceId, channelId }: ChannelKey, commentIds: readonly string[]): Promise<ReplyCounts> {
    const rows = await tx.query<{ comment_id: string; replies: number }>(
      'SELECT comment_id, replies FROM reply_counts WHERE workspace_id = $1 AND channel_id = $2 AND comment_id = ANY($3)',
      [workspaceId, channelId, commentIds],
    );
    return new Map(rows.map(({ comment_id, replies }) => [comment_id, replies]));
  }

  async save(tx: Tx, { workspaceId, channelId }: ChannelKey, counts: ReplyCounts): Promise<void> {
    if (counts.size === 0) return;
    await tx.query(
      `INSERT INTO reply_counts (workspace_id, channel_id, comment_id, replies)
       SELECT $1, $2, comment_id, replies FROM unnest($3::text[], $4::integer[]) AS c (comment_id, replies)
       ON CONFLICT (workspace_id, channel_id, comment_id) DO UPDATE SET replies = excluded.replies`,
      [workspaceId, channelId, [...counts.keys()], [...counts.values()]],
    );
  }
}
