import { Injectable } from '@nestjs/common';
import type { DataOf, WindowChanged } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface Window {
  readonly expiresAt: Date;
  readonly remaining: number;
}

/** What delivery told of reply windows. It may come before the conversation itself. */
@Injectable()
export class WindowStore {
  /** Whether the news was newer than what was known. */
  async save(tx: Tx, workspaceId: string, news: DataOf<typeof WindowChanged>): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO windows VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (workspace_id, channel_id, thread_id) DO UPDATE SET
         expires_at = excluded.expires_at, remaining = excluded.remaining, version = excluded.version
       WHERE windows.version < excluded.version RETURNING 1`,
      [workspaceId, news.channelId, news.threadId, news.expiresAt, news.remaining, news.version],
    );
    return rows.length > 0;
  }

  async find(tx: Tx, thread: { channelId: string; threadId: string }): Promise<Window | null> {
    const [row] = await tx.query<{ expires_at: Date; remaining: number }>(
      'SELECT expires_at, remaining FROM windows WHERE channel_id = $1 AND thread_id = $2',
      [thread.channelId, thread.threadId],
    );
    return row ? { expiresAt: row.expires_at, remaining: row.remaining } : null;
  }
}
