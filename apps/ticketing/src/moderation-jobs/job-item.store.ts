import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { Job, JobKey, Refusal, Tally } from './job.ts';
import type { ItemState } from './job-item.ts';
import type { Planned } from './plan.ts';

/** A comment whose turn has come. */
export interface NextItem {
  readonly place: number;
  readonly messageId: string;
  readonly channelId: string;
  /** In a job that undoes another one: somebody has decided about the comment since. */
  readonly overtaken: boolean;
}

/** An item that ended without being sent. */
export interface Settled {
  readonly place: number;
  readonly state: 'failed' | 'skipped';
  readonly refusal: Refusal | null;
}

/** Comments of open jobs that are still to be taken by TikTok. */
export interface OpenWork {
  readonly jobId: string;
  readonly accountId: string;
  readonly count: number;
}

/** The comments of jobs: what is to be done, and how far that is. */
@Injectable()
export class JobItemStore {
  async insert(tx: Tx, { workspaceId, id }: JobKey, plan: readonly Planned[]): Promise<void> {
    const rows = plan.map(({ candidate, state, refusal }, place) => ({
      workspace_id: workspaceId,
      job_id: id,
      place,
      message_id: candidate?.messageId ?? null,
      channel_id: candidate?.channelId ?? null,
      account_id: candidate?.accountId ?? null,
      comment_id: candidate?.commentId ?? null,
      state,
      code: refusal?.code ?? null,
      reason: refusal?.reason ?? null,
    }));
    await tx.run(
      `INSERT INTO moderation_job_items (workspace_id, job_id, place, message_id, channel_id, account_id, comment_id, state, code, reason)
       SELECT * FROM json_to_recordset($1) AS item (workspace_id uuid, job_id uuid, place integer, message_id uuid,
         channel_id uuid, account_id uuid, comment_id text, state text, code text, reason text)`,
      [JSON.stringify(rows)],
    );
  }

  /** Gives a job what another one changed and nobody has decided about since. */
  async copyChanged(tx: Tx, from: JobKey, to: JobKey): Promise<void> {
    await tx.run(
      `INSERT INTO moderation_job_items (workspace_id, job_id, place, message_id, channel_id, account_id, comment_id, state)
       SELECT workspace_id, $3, place, message_id, channel_id, account_id, comment_id, 'waiting'
       FROM moderation_job_items WHERE workspace_id = $1 AND job_id = $2 AND state = 'done' AND NOT overtaken`,
      [from.workspaceId, from.id, to.id],
    );
  }

  /** Those whose turn has come: of each account as many as are not sent already. */
  async next(tx: Tx, { workspaceId, id, undoes }: Job, atOnce: number): Promise<NextItem[]> {
    return tx.query<NextItem>(
      `WITH sent AS (
         SELECT account_id, count(*) FROM moderation_job_items
         WHERE workspace_id = $1 AND job_id = $2 AND state = 'sent' GROUP BY account_id)
       SELECT w.place, w.message_id AS "messageId", w.channel_id AS "channelId", coalesce(u.overtaken, false) AS overtaken
       FROM (
         SELECT *, row_number() OVER (PARTITION BY account_id ORDER BY place) AS nth FROM moderation_job_items
         WHERE workspace_id = $1 AND job_id = $2 AND state = 'waiting') w
       LEFT JOIN sent USING (account_id)
       LEFT JOIN moderation_job_items u ON u.workspace_id = $1 AND u.job_id = $3 AND u.place = w.place
       WHERE w.nth <= $4 - coalesce(sent.count, 0) ORDER BY w.place`,
      [workspaceId, id, undoes, atOnce],
    );
  }

  async settle(tx: Tx, { workspaceId, id }: JobKey, settled: readonly Settled[]): Promise<void> {
    if (settled.length === 0) return;
    await tx.run(
      `UPDATE moderation_job_items i SET state = s.state, code = s.code, reason = s.reason
       FROM unnest($3::integer[], $4::text[], $5::text[], $6::text[]) AS s (place, state, code, reason)
       WHERE i.workspace_id = $1 AND i.job_id = $2 AND i.place = s.place`,
      [
        workspaceId,
        id,
        settled.map(({ place }) => place),
        settled.map(({ state }) => state),
        settled.map(({ refusal }) => refusal?.code ?? null),
        settled.map(({ refusal }) => refusal?.reason ?? null),
      ],
    );
  }

  async dropWaiting(tx: Tx, { workspaceId, id }: JobKey): Promise<void> {
    await tx.run(
      `UPDATE moderation_job_items SET state = 'dropped' WHERE workspace_id = $1 AND job_id = $2 AND state = 'waiting'`,
      [workspaceId, id],
    );
  }

  async tally(tx: Tx, { workspaceId, id }: JobKey): Promise<Tally> {
    const rows = await tx.query<{ state: ItemState; code: string | null; reason: string | null; count: number }>(
      `SELECT state, code, min(reason) AS reason, count(*)::integer AS count FROM moderation_job_items
       WHERE workspace_id = $1 AND job_id = $2 GROUP BY state, code ORDER BY count DESC, code`,
      [workspaceId, id],
    );
    const of = (...states: ItemState[]): number =>
      rows.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
    return {
      counts: {
        total: rows.reduce((sum, { count }) => sum + count, 0),
        done: of('done'),
        failed: of('failed'),
        skipped: of('skipped'),
        dropped: of('dropped'),
        pending: of('waiting', 'sent', 'accepted'),
        underWay: of('sent', 'accepted'),
      },
      failures: rows.flatMap(({ code, reason, count }) =>
        code === null ? [] : [{ code, reason: reason ?? '', count }],
      ),
    };
  }

  /** What the open jobs of a workspace still have to get through to TikTok. */
  async open(tx: Tx, workspaceId: string): Promise<OpenWork[]> {
    return tx.query<OpenWork>(
      `SELECT i.job_id AS "jobId", i.account_id AS "accountId", count(*)::integer AS count
       FROM moderation_jobs j JOIN moderation_job_items i ON i.workspace_id = j.workspace_id AND i.job_id = j.id
       WHERE j.workspace_id = $1 AND j.ended_at IS NULL AND i.state IN ('waiting', 'sent') GROUP BY i.job_id, i.account_id`,
      [workspaceId],
    );
  }
}
