import { Injectable } from '@nestjs/common';
import type { PostView } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface PostKey {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly videoId: string;
}

export interface PostNews extends PostKey {
  readonly post: PostView;
  readonly at: Date;
}

interface Row {
  readonly workspace_id: string;
  readonly channel_id: string;
  readonly video_id: string;
}

export const postKey = ({ workspaceId, channelId, videoId }: PostKey): string =>
  `${workspaceId}/${channelId}/${videoId}`;

/** What is known of commented posts; it may come before or after the comments. */
@Injectable()
export class PostStore {
  /** @returns those that were not known, or known otherwise */
  async save<News extends PostNews>(tx: Tx, news: readonly News[]): Promise<News[]> {
    const newest = [...Map.groupBy(news, postKey).values()].map((group) =>
      group.reduce((a, b) => (b.at > a.at ? b : a)),
    );
    const rows = await tx.query<Row>(
      `INSERT INTO posts (workspace_id, channel_id, video_id, view, described_at)
       SELECT * FROM json_to_recordset($1) AS p (workspace_id uuid, channel_id uuid, video_id text, view jsonb, described_at timestamptz)
       ORDER BY workspace_id, channel_id, video_id
       ON CONFLICT (workspace_id, channel_id, video_id) DO UPDATE SET view = excluded.view, described_at = excluded.described_at
       WHERE posts.described_at < excluded.described_at AND posts.view <> excluded.view
       RETURNING workspace_id, channel_id, video_id`,
      [
        JSON.stringify(
          newest.map(({ workspaceId, channelId, videoId, post, at }) => ({
            workspace_id: workspaceId,
            channel_id: channelId,
            video_id: videoId,
            view: post,
            described_at: at,
          })),
        ),
      ],
    );
    const saved = new Set(
      rows.map((row) => postKey({ workspaceId: row.workspace_id, channelId: row.channel_id, videoId: row.video_id })),
    );
    return newest.filter((one) => saved.has(postKey(one)));
  }

  /** @returns by `postKey` */
  async findAll(tx: Tx, keys: readonly PostKey[]): Promise<Map<string, PostView>> {
    if (keys.length === 0) return new Map();
    const rows = await tx.query<Row & { view: PostView }>(
      `SELECT workspace_id, channel_id, video_id, view FROM posts
       JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS k (workspace_id, channel_id, video_id)) k
         USING (workspace_id, channel_id, video_id)`,
      [
        keys.map(({ workspaceId }) => workspaceId),
        keys.map(({ channelId }) => channelId),
        keys.map(({ videoId }) => videoId),
      ],
    );
    return new Map(
      rows.map((row) => [
        postKey({ workspaceId: row.workspace_id, channelId: row.channel_id, videoId: row.video_id }),
        row.view,
      ]),
    );
  }
}
