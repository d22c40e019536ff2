import { Injectable } from '@nestjs/common';
import type { CommentModerated, DataOf, ModerationAction } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface CommentKey {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly commentId: string;
}

interface KeyRow {
  workspace_id: string;
  channel_id: string;
  comment_id: string;
}

/** What is known of comments' visibility; it may come before the comment itself. */
@Injectable()
export class CommentStateStore {
  /** Keeps the newest version of each; those that changed come back. */
  async save(
    tx: Tx,
    news: readonly { workspaceId: string; data: DataOf<typeof CommentModerated> }[],
  ): Promise<CommentKey[]> {
    const newest = [...Map.groupBy(news, ({ data }) => `${data.channelId}/${data.commentId}`).values()].map((group) =>
      group.reduce((a, b) => (b.data.version > a.data.version ? b : a)),
    );
    const rows = await tx.query<KeyRow>(
      `INSERT INTO comment_states (workspace_id, channel_id, comment_id, visibility, pending, failure, review, version)
       SELECT * FROM json_to_recordset($1) AS s (workspace_id uuid, channel_id uuid, comment_id text, visibility text, pending text,
         failure jsonb, review text, version integer)
       ORDER BY workspace_id, channel_id, comment_id
       ON CONFLICT (workspace_id, channel_id, comment_id) DO UPDATE SET
         visibility = excluded.visibility, pending = excluded.pending, failure = excluded.failure, review = excluded.review,
         version = excluded.version
       WHERE comment_states.version < excluded.version
       RETURNING workspace_id, channel_id, comment_id`,
      [
        JSON.stringify(
          newest.map(({ workspaceId, data }) => ({
            workspace_id: workspaceId,
            channel_id: data.channelId,
            comment_id: data.commentId,
            visibility: data.confirmed,
            pending: data.pending,
            failure: data.failure,
            review: data.review ?? null,
            version: data.version,
          })),
        ),
      ],
    );
    return rows.map(toKey);
  }

  /**
   * Shows actions as pending from the moment they were asked for; moderation's own news replaces this.
   * @returns those that were not pending already
   */
  async setPending(
    tx: Tx,
    wishes: readonly (CommentKey & { readonly action: ModerationAction })[],
  ): Promise<CommentKey[]> {
    const rows = await tx.query<KeyRow>(
      `INSERT INTO comment_states (workspace_id, channel_id, comment_id, pending, version)
       SELECT *, 0 FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS w (workspace_id, channel_id, comment_id, pending)
       ORDER BY workspace_id, channel_id, comment_id
       ON CONFLICT (workspace_id, channel_id, comment_id) DO UPDATE SET pending = excluded.pending, failure = NULL
       WHERE comment_states.pending IS DISTINCT FROM excluded.pending
       RETURNING workspace_id, channel_id, comment_id`,
      [
        wishes.map(({ workspaceId }) => workspaceId),
        wishes.map(({ channelId }) => channelId),
        wishes.map(({ commentId }) => commentId),
        wishes.map(({ action }) => action),
      ],
    );
    return rows.map(toKey);
  }
}

const toKey = (row: KeyRow): CommentKey => ({
  workspaceId: row.workspace_id,
  channelId: row.channel_id,
  commentId: row.comment_id,
});
