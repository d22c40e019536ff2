import { Injectable } from '@nestjs/common';
import type { Review, Visibility } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Comment, CommentKey, CommentRef, Failure, Pending } from './comment.ts';

interface Row {
  workspace_id: string;
  channel_id: string;
  comment_id: string;
  account_id: string;
  video_id: string;
  parent_comment_id: string | null;
  confirmed: Visibility | null;
  confirmed_at: Date | null;
  newest_command_id: string | null;
  newest_command_at: Date | null;
  pending_action: Pending['action'] | null;
  action_ids: string[];
  correlation_id: string | null;
  urgent: boolean;
  job_id: string | null;
  called_at: Date | null;
  accepted_at: Date | null;
  attempts: number;
  read_backs: number;
  due_at: Date | null;
  failure: Failure | null;
  review: Review | null;
  version: number;
}

const stateColumns = `confirmed text, confirmed_at timestamptz, newest_command_id uuid, newest_command_at timestamptz,
  pending_action text, action_ids uuid[], correlation_id text, urgent boolean, job_id uuid, called_at timestamptz, accepted_at timestamptz,
  attempts integer, read_backs integer, due_at timestamptz, failure jsonb, review text, version integer`;
const stateNames = stateColumns.split(',').map((column) => column.trim().split(' ')[0]);

@Injectable()
export class CommentStore {
  /** Locks comments and, of replies, their parents, in the order of their keys; those not known yet get a row. */
  async lockAll(tx: Tx, refs: readonly CommentRef[]): Promise<Comment[]> {
    const parents = refs.flatMap((ref) =>
      ref.parentCommentId === null ? [] : [{ ...ref, commentId: ref.parentCommentId, parentCommentId: null }],
    );
    const given = JSON.stringify(
      [...refs, ...parents].map((ref) => ({
        workspace_id: ref.workspaceId,
        channel_id: ref.channelId,
        comment_id: ref.commentId,
        account_id: ref.accountId,
        video_id: ref.videoId,
        parent_comment_id: ref.parentCommentId,
      })),
    );
    const columns =
      'workspace_id uuid, channel_id uuid, comment_id text, account_id uuid, video_id text, parent_comment_id text';
    await tx.query(
      `INSERT INTO comments (workspace_id, channel_id, comment_id, account_id, video_id, parent_comment_id)
       SELECT DISTINCT ON (workspace_id, channel_id, comment_id) * FROM json_to_recordset($1) AS given (${columns})
       ORDER BY workspace_id, channel_id, comment_id ON CONFLICT DO NOTHING`,
      [given],
    );
    const rows = await tx.query<Row>(
      `SELECT * FROM comments WHERE (workspace_id, channel_id, comment_id) IN
         (SELECT workspace_id, channel_id, comment_id FROM json_to_recordset($1) AS given (${columns}))
       ORDER BY workspace_id, channel_id, comment_id FOR UPDATE`,
      [given],
    );
    return rows.map(toComment);
  }

  async lockReplies(tx: Tx, parents: readonly CommentKey[]): Promise<Comment[]> {
    const rows = await tx.query<Row>(
      `SELECT * FROM comments WHERE (workspace_id, channel_id, parent_comment_id) IN
         (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]))
       ORDER BY workspace_id, channel_id, comment_id FOR UPDATE`,
      [
        parents.map(({ workspaceId }) => workspaceId),
        parents.map(({ channelId }) => channelId),
        parents.map(({ commentId }) => commentId),
      ],
    );
    return rows.map(toComment);
  }

  /** Writes locked comments back. */
  async save(tx: Tx, comments: readonly Comment[]): Promise<void> {
    if (comments.length === 0) return;
    await tx.query(
      `UPDATE comments SET ${stateNames.map((name) => `${name} = state.${name}`).join(', ')}
       FROM json_to_recordset($1) AS state (workspace_id uuid, channel_id uuid, comment_id text, ${stateColumns})
       WHERE comments.workspace_id = state.workspace_id AND comments.channel_id = state.channel_id
         AND comments.comment_id = state.comment_id`,
      [JSON.stringify(comments.map(toRow))],
    );
  }

  /**
   * Takes comments with something to do and not in other hands, the longest due first. What is about to be called for the first time is
   * marked as called, so that an effect seen before the answer is known for ours.
   *
   * @param urgent which of the two queues: those that a person waits for, or all others
   * @param times `now` by the service's clock; `realNow` and `leasedUntil` by the real one
   */
  async claimDue(
    tx: Tx,
    urgent: boolean,
    { now, realNow, leasedUntil }: { now: Date; realNow: Date; leasedUntil: Date },
    limit: number,
  ): Promise<Comment[]> {
    const rows = await tx.query<Row>(
      `UPDATE comments SET leased_until = $3, called_at = coalesce(called_at, $1)
       WHERE (workspace_id, channel_id, comment_id) IN (
         SELECT workspace_id, channel_id, comment_id FROM comments
         WHERE urgent = $5 AND due_at <= $1 AND (leased_until IS NULL OR leased_until < $2)
         ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [now, realNow, leasedUntil, limit, urgent],
    );
    return rows.map(toComment);
  }

  /** Ends the lease that ends then; one that somebody else has got since is left alone. */
  async release(tx: Tx, { workspaceId, channelId, commentId }: CommentKey, leasedUntil: Date): Promise<void> {
    await tx.query(
      `UPDATE comments SET leased_until = NULL
       WHERE workspace_id = $1 AND channel_id = $2 AND comment_id = $3 AND leased_until = $4`,
      [workspaceId, channelId, commentId, leasedUntil],
    );
  }
}

function toComment(row: Row): Comment {
  return {
    workspaceId: row.workspace_id,
    channelId: row.channel_id,
    commentId: row.comment_id,
    accountId: row.account_id,
    videoId: row.video_id,
    parentCommentId: row.parent_comment_id,
    confirmed: row.confirmed && row.confirmed_at && { visibility: row.confirmed, at: row.confirmed_at },
    pending: row.pending_action &&
      row.due_at && {
        action: row.pending_action,
        actionIds: row.action_ids,
        correlationId: row.correlation_id ?? '',
        urgent: row.urgent,
        jobId: row.job_id,
        calledAt: row.called_at,
        acceptedAt: row.accepted_at,
        attempts: row.attempts,
        readBacks: row.read_backs,
        dueAt: row.due_at,
      },
    failure: row.failure,
    review: row.review,
    newestCommand:
      row.newest_command_id !== null && row.newest_command_at
        ? { id: row.newest_command_id, at: row.newest_command_at }
        : null,
    version: row.version,
  };
}

const toRow = ({
  confirmed,
  newestCommand,
  pending,
  failure,
  ...comment
}: Comment): Omit<Row, `${'account' | 'video' | 'parent_comment'}_id`> => ({
  workspace_id: comment.workspaceId,
  channel_id: comment.channelId,
  comment_id: comment.commentId,
  confirmed: confirmed?.visibility ?? null,
  confirmed_at: confirmed?.at ?? null,
  newest_command_id: newestCommand?.id ?? null,
  newest_command_at: newestCommand?.at ?? null,
  pending_action: pending?.action ?? null,
  action_ids: [...(pending?.actionIds ?? [])],
  correlation_id: pending?.correlationId ?? null,
  urgent: pending?.urgent ?? false,
  job_id: pending?.jobId ?? null,
  called_at: pending?.calledAt ?? null,
  accepted_at: pending?.acceptedAt ?? null,
  attempts: pending?.attempts ?? 0,
  read_backs: pending?.readBacks ?? 0,
  due_at: pending?.dueAt ?? null,
  failure,
  review: comment.review,
  version: comment.version,
});
