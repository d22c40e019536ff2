import { Injectable } from '@nestjs/common';
import type { ChannelChanged, ChannelState, DataOf } from '@duet/contracts';
import type { Tx } from '@duet/database';

interface Key {
  readonly workspaceId: string;
  readonly channelId: string;
}

/** What delivery knows of channels: a projection of the events of `channels`. */
@Injectable()
export class ChannelStore {
  async save(tx: Tx, workspaceId: string, channel: DataOf<typeof ChannelChanged>): Promise<void> {
    await tx.query(
      `INSERT INTO channels VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (workspace_id, id) DO UPDATE SET
         state = excluded.state, open_id = excluded.open_id, comment_author_id = excluded.comment_author_id, version = excluded.version
       WHERE channels.version < excluded.version`,
      [workspaceId, channel.channelId, channel.state, channel.openId, channel.commentAuthorId, channel.version],
    );
  }

  /** Null while nothing is known of the channel: then TikTok's own answer decides. */
  async state(tx: Tx, { workspaceId, channelId }: Key): Promise<ChannelState | null> {
    const [row] = await tx.query<{ state: ChannelState }>(
      'SELECT state FROM channels WHERE workspace_id = $1 AND id = $2',
      [workspaceId, channelId],
    );
    return row?.state ?? null;
  }

  async commentAuthorId(tx: Tx, { workspaceId, channelId }: Key): Promise<string | null> {
    const [row] = await tx.query<{ comment_author_id: string | null }>(
      'SELECT comment_author_id FROM channels WHERE workspace_id = $1 AND id = $2',
      [workspaceId, channelId],
    );
    return row?.comment_author_id ?? null;
  }
}
