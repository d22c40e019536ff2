import { Injectable } from '@nestjs/common';
import { type Actor, type JobAction, type JobStatus, Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Job, JobKey, Tally } from './job.ts';

const MOST_LISTED = 100;

interface Row {
  workspace_id: string;
  id: string;
  action: JobAction;
  status: JobStatus;
  actor: Actor;
  correlation_id: string;
  undoes: string | null;
  started_at: Date;
  ended_at: Date | null;
  tally: Tally;
}

/** Rows of jobs. Who changes one has locked it, before any comment, item or ticket. */
@Injectable()
export class JobStore {
  async insert(tx: Tx, job: Job): Promise<void> {
    await tx.run(
      `INSERT INTO moderation_jobs (workspace_id, id, action, status, actor, correlation_id, undoes, started_at, ended_at, tally)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        job.workspaceId,
        job.id,
        job.action,
        job.status,
        JSON.stringify(job.actor),
        job.correlationId,
        job.undoes,
        job.startedAt,
        job.endedAt,
        JSON.stringify(job.tally),
      ],
    );
  }

  async save(tx: Tx, { workspaceId, id, status, endedAt, tally }: Job): Promise<void> {
    await tx.run(
      'UPDATE moderation_jobs SET status = $3, ended_at = $4, tally = $5 WHERE workspace_id = $1 AND id = $2',
      [workspaceId, id, status, endedAt, JSON.stringify(tally)],
    );
  }

  /** Those of all workspaces that have not ended, oldest first. */
  async open(tx: Tx): Promise<Job[]> {
    const rows = await tx.query<Row>('SELECT * FROM moderation_jobs WHERE ended_at IS NULL ORDER BY started_at, id');
    return rows.map(toJob);
  }

  /** The job, locked; undefined where another process works at it, or it has ended. */
  async claim(tx: Tx, { workspaceId, id }: JobKey): Promise<Job | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT * FROM moderation_jobs WHERE workspace_id = $1 AND id = $2 AND ended_at IS NULL FOR UPDATE SKIP LOCKED`,
      [workspaceId, id],
    );
    return row && toJob(row);
  }

  /** @throws Rejection `not_found` */
  async lock(tx: Tx, id: string): Promise<Job> {
    const [row] = await tx.query<Row>('SELECT * FROM moderation_jobs WHERE id = $1 FOR UPDATE', [id]);
    if (!row) throw new Rejection('not_found');
    return toJob(row);
  }

  /** @throws Rejection `not_found` */
  async find(tx: Tx, id: string): Promise<Job> {
    const [row] = await tx.query<Row>('SELECT * FROM moderation_jobs WHERE id = $1', [id]);
    if (!row) throw new Rejection('not_found');
    return toJob(row);
  }

  async newest(tx: Tx): Promise<Job[]> {
    const rows = await tx.query<Row>(
      `SELECT * FROM moderation_jobs WHERE workspace_id = current_setting('app.workspace')::uuid
       ORDER BY started_at DESC, id DESC LIMIT $1`,
      [MOST_LISTED],
    );
    return rows.map(toJob);
  }
}

const toJob = (row: Row): Job => ({
  workspaceId: row.workspace_id,
  id: row.id,
  action: row.action,
  status: row.status,
  actor: row.actor,
  correlationId: row.correlation_id,
  undoes: row.undoes,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  tally: row.tally,
});
