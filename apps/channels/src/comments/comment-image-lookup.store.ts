import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import { LookupQueue } from '../lookups/lookup-queue.ts';
import type { Lookup } from '../lookups/lookup.ts';

interface Row {
  readonly workspace_id: string;
  readonly account_id: string;
  readonly comment_id: string;
  readonly channel_id: string;
  readonly video_id: string;
  readonly has_text: boolean;
  readonly attempts: number;
}

export interface SeenComment {
  readonly workspaceId: string;
  readonly accountId: string;
  readonly channelId: string;
  readonly commentId: string;
  readonly videoId: string;
  /** One without a text is an image. */
  readonly hasText: boolean;
}

export type CommentImageLookup = SeenComment & Lookup;

/** Comments whose image TikTok is to be asked for. A row is there until the answer is. */
@Injectable()
export class CommentImageLookupStore extends LookupQueue<Row, CommentImageLookup> {
  constructor() {
    super({
      table: 'comment_image_lookups',
      idColumn: 'comment_id',
      idOf: ({ commentId }) => commentId,
      fromRow: (row) => [
        {
          workspaceId: row.workspace_id,
          accountId: row.account_id,
          channelId: row.channel_id,
          commentId: row.comment_id,
          videoId: row.video_id,
          hasText: row.has_text,
          attempts: row.attempts,
        },
      ],
    });
  }

  /** @param at real time of the first attempt */
  async enqueue(tx: Tx, seen: readonly SeenComment[], at: Date): Promise<void> {
    if (seen.length === 0) return;
    await tx.query(
      `INSERT INTO comment_image_lookups (workspace_id, account_id, comment_id, channel_id, video_id, has_text, attempts, next_attempt_at)
       SELECT workspace_id, account_id, comment_id, channel_id, video_id, has_text, 0, $7
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::boolean[])
         AS c (workspace_id, account_id, comment_id, channel_id, video_id, has_text)
       ORDER BY workspace_id, account_id, comment_id
       ON CONFLICT DO NOTHING`,
      [
        seen.map(({ workspaceId }) => workspaceId),
        seen.map(({ accountId }) => accountId),
        seen.map(({ commentId }) => commentId),
        seen.map(({ channelId }) => channelId),
        seen.map(({ videoId }) => videoId),
        seen.map(({ hasText }) => hasText),
        at,
      ],
    );
  }

  override async finish(tx: Tx, lookups: readonly CommentImageLookup[]): Promise<void> {
    await tx.run(
      `DELETE FROM comment_image_lookups
       WHERE (workspace_id, account_id, comment_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]))`,
      [
        lookups.map(({ workspaceId }) => workspaceId),
        lookups.map(({ accountId }) => accountId),
        lookups.map(({ commentId }) => commentId),
      ],
    );
  }
}
