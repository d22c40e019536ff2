import { Injectable } from '@nestjs/common';
import { type JobAction } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { CommentKey } from '../moderation/comment-state.store.ts';
import { refusal } from './job.ts';
import type { ItemState, SentItem } from './job-item.ts';

interface Row {
  workspace_id: string;
  job_id: string;
  place: number;
  action: JobAction;
  channel_id: string;
  comment_id: string;
  state: ItemState;
  code: string | null;
  reason: string | null;
  version: number;
  contrary_version: number;
  overtaken: boolean;
}

/** What becomes of the comments of jobs once they went through the door. Items are locked in the order of their keys. */
@Injectable()
export class SentItemStore {
  /**
   * Follows wishes that went through the door, with the rows of their comments locked: those of a job are sent, and what
   * other jobs did with the same comments is overtaken.
   */
  async handOver(tx: Tx, wishes: readonly (CommentKey & { readonly jobId: string | null })[]): Promise<void> {
    const { code, reason } = refusal('overtaken');
    await tx.run(
      `WITH touched AS (
         SELECT i.workspace_id, i.job_id, i.place, i.job_id IS NOT DISTINCT FROM w.job_id AS is_own, s.version
         FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[]) AS w (workspace_id, channel_id, comment_id, job_id)
         JOIN moderation_job_items i USING (workspace_id, channel_id, comment_id)
         JOIN comment_states s USING (workspace_id, channel_id, comment_id)
         WHERE CASE WHEN i.job_id IS NOT DISTINCT FROM w.job_id THEN i.state = 'waiting'
           ELSE i.state IN ('sent', 'accepted', 'done') END
         ORDER BY i.workspace_id, i.job_id, i.place FOR UPDATE OF i)
       UPDATE moderation_job_items i SET overtaken = NOT t.is_own,
         version = CASE WHEN t.is_own THEN t.version ELSE i.version END,
         state = CASE WHEN t.is_own THEN 'sent' WHEN i.state = 'done' THEN 'done' ELSE 'failed' END,
         code = CASE WHEN t.is_own OR i.state = 'done' THEN i.code ELSE $5 END,
         reason = CASE WHEN t.is_own OR i.state = 'done' THEN i.reason ELSE $6 END
       FROM touched t WHERE i.workspace_id = t.workspace_id AND i.job_id = t.job_id AND i.place = t.place`,
      [
        wishes.map(({ workspaceId }) => workspaceId),
        wishes.map(({ channelId }) => channelId),
        wishes.map(({ commentId }) => commentId),
        wishes.map(({ jobId }) => jobId),
        code,
        reason,
      ],
    );
  }

  /** TikTok has taken these of their jobs. */
  async accept(tx: Tx, taken: readonly (CommentKey & { readonly jobId: string })[]): Promise<void> {
    if (taken.length === 0) return;
    await tx.run(
      `UPDATE moderation_job_items i SET state = 'accepted'
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[]) AS a (workspace_id, channel_id, comment_id, job_id)
       WHERE i.workspace_id = a.workspace_id AND i.channel_id = a.channel_id AND i.comment_id = a.comment_id
         AND i.job_id = a.job_id AND i.state = 'sent'`,
      [
        taken.map(({ workspaceId }) => workspaceId),
        taken.map(({ channelId }) => channelId),
        taken.map(({ commentId }) => commentId),
        taken.map(({ jobId }) => jobId),
      ],
    );
  }

  /** Items of these comments that were sent, locked. */
  async lockAll(tx: Tx, comments: readonly CommentKey[]): Promise<SentItem[]> {
    const rows = await tx.query<Row>(
      `SELECT i.*, j.action FROM moderation_job_items i
       JOIN unnest($1::uuid[], $2::uuid[], $3::text[]) AS c (workspace_id, channel_id, comment_id)
         USING (workspace_id, channel_id, comment_id)
       JOIN moderation_jobs j ON j.workspace_id = i.workspace_id AND j.id = i.job_id
       WHERE i.state IN ('sent', 'accepted', 'done') ORDER BY i.workspace_id, i.job_id, i.place FOR UPDATE OF i`,
      [
        comments.map(({ workspaceId }) => workspaceId),
        comments.map(({ channelId }) => channelId),
        comments.map(({ commentId }) => commentId),
      ],
    );
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      jobId: row.job_id,
      place: row.place,
      action: row.action,
      channelId: row.channel_id,
      commentId: row.comment_id,
      state: row.state,
      refusal: row.code === null ? null : { code: row.code, reason: row.reason ?? '' },
      version: row.version,
      contraryVersion: row.contrary_version,
      overtaken: row.overtaken,
    }));
  }

  /** Writes locked items back. */
  async save(tx: Tx, items: readonly SentItem[]): Promise<void> {
    if (items.length === 0) return;
    const rows = items.map(({ workspaceId, jobId, place, state, refusal: why, ...item }) => ({
      workspace_id: workspaceId,
      job_id: jobId,
      place,
      state,
      code: why?.code ?? null,
      reason: why?.reason ?? null,
      version: item.version,
      contrary_version: item.contraryVersion,
      overtaken: item.overtaken,
    }));
    await tx.run(
      `UPDATE moderation_job_items i SET state = n.state, code = n.code, reason = n.reason, version = n.version,
         contrary_version = n.contrary_version, overtaken = n.overtaken
       FROM json_to_recordset($1) AS n (workspace_id uuid, job_id uuid, place integer, state text, code text, reason text,
         version integer, contrary_version integer, overtaken boolean)
       WHERE i.workspace_id = n.workspace_id AND i.job_id = n.job_id AND i.place = n.place`,
      [JSON.stringify(rows)],
    );
  }
}
