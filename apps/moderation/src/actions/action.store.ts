import { Injectable } from '@nestjs/common';
import type { Actor } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Action, CommentKey, Conclusion } from '../comments/comment.ts';

/** Who wanted what, and when (MOD-20). */
export interface ActionEntry extends CommentKey {
  readonly id: string;
  readonly action: Action;
  readonly actor: Pick<Actor, 'kind' | 'id' | 'name'>;
  readonly jobId: string | null;
  readonly requestedAt: Date;
}

/** The audit of moderation: one entry for each wish, whoever had it, with its end. */
@Injectable()
export class ActionStore {
  async add(tx: Tx, entries: readonly ActionEntry[]): Promise<void> {
    const rows = entries.map(({ actor, ...entry }) => ({
      workspace_id: entry.workspaceId,
      id: entry.id,
      channel_id: entry.channelId,
      comment_id: entry.commentId,
      action: entry.action,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      requested_at: entry.requestedAt,
      job_id: entry.jobId,
    }));
    await tx.query(
      `INSERT INTO actions (workspace_id, id, channel_id, comment_id, action, actor_kind, actor_id, actor_name, requested_at, job_id)
       SELECT * FROM json_to_recordset($1) AS entry (workspace_id uuid, id uuid, channel_id uuid, comment_id text,
         action text, actor_kind text, actor_id text, actor_name text, requested_at timestamptz, job_id uuid)`,
      [JSON.stringify(rows)],
    );
  }

  async conclude(
    tx: Tx,
    conclusions: readonly (Conclusion & { readonly workspaceId: string })[],
    now: Date,
  ): Promise<void> {
    if (conclusions.length === 0) return;
    await tx.query(
      `UPDATE actions SET result = ended.result, reason = ended.reason, concluded_at = $5
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS ended (workspace_id, id, result, reason)
       WHERE actions.workspace_id = ended.workspace_id AND actions.id = ended.id`,
      [
        conclusions.map(({ workspaceId }) => workspaceId),
        conclusions.map(({ actionId }) => actionId),
        conclusions.map(({ result }) => result),
        conclusions.map(({ reason }) => reason),
        now,
      ],
    );
  }
}
