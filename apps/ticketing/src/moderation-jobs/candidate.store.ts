import { Injectable } from '@nestjs/common';
import { type JobOrder, MAX_JOB_COMMENTS, type ModerationView } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Message } from '../threads/message.ts';
import { type Refusal, refusal } from './job.ts';
import type { Candidate } from './plan.ts';

interface Row {
  id: string;
  direction: Message['direction'];
  source: Message['source'];
  is_comment: boolean;
  external_id: string | null;
  channel_id: string;
  account_id: string;
  visibility: ModerationView['visibility'] | null;
  pending: ModerationView['pending'];
}

/** What an order names: the comments, newest first, and a refusal for each id without one. */
export interface Found {
  readonly candidates: readonly Candidate[];
  readonly missing: readonly Refusal[];
}

const columns = `m.id, m.direction, m.source, m.video_id IS NOT NULL AS is_comment, m.external_id, m.channel_id, v.account_id,
  s.visibility, s.pending`;
const around = `JOIN conversations v ON v.workspace_id = m.workspace_id AND v.id = m.conversation_id
  LEFT JOIN comment_states s ON s.workspace_id = m.workspace_id AND s.channel_id = m.channel_id AND s.comment_id = m.external_id`;
const newestFirst = 'ORDER BY m.sent_at DESC, m.id DESC';

/** Finds comments for jobs, in the transaction of a person. */
@Injectable()
export class CandidateStore {
  /** At most one comment more than a job may have. */
  async find(tx: Tx, order: JobOrder): Promise<Found> {
    if (order.commentIds) return this.#byId(tx, [...new Set(order.commentIds)]);
    if (order.ticketIds) return this.#byTicket(tx, [...new Set(order.ticketIds)]);
    return { candidates: await this.#byFilter(tx, order.filter ?? {}), missing: [] };
  }

  async #byId(tx: Tx, ids: readonly string[]): Promise<Found> {
    const rows = await tx.query<Row>(
      `SELECT ${columns} FROM messages m ${around} WHERE m.id = ANY($1) ${newestFirst}`,
      [ids],
    );
    return { candidates: rows.map(toCandidate), missing: nothingFor(ids.length - rows.length) };
  }

  async #byTicket(tx: Tx, ids: readonly string[]): Promise<Found> {
    const tickets = await tx.query<{ subject: string | null }>(
      'SELECT subject_message_id AS subject FROM tickets WHERE id = ANY($1)',
      [ids],
    );
    const subjects = tickets.flatMap(({ subject }) => subject ?? []);
    const { candidates, missing } = await this.#byId(tx, subjects);
    const conversations = Array.from({ length: tickets.length - subjects.length }, () => refusal('not_a_comment'));
    return { candidates, missing: [...missing, ...conversations, ...nothingFor(ids.length - tickets.length)] };
  }

  /** Customers' comments that stand on TikTok. */
  async #byFilter(tx: Tx, filter: NonNullable<JobOrder['filter']>): Promise<Candidate[]> {
    const { channelId = null, videoId = null, status = null, from = null, to = null } = filter;
    const rows = await tx.query<Row>(
      `SELECT ${columns} FROM messages m ${around}
       WHERE m.workspace_id = current_setting('app.workspace')::uuid AND m.direction = 'in' AND m.video_id IS NOT NULL
         AND m.external_id IS NOT NULL AND s.visibility IS DISTINCT FROM 'deleted'
         AND ($1::uuid IS NULL OR m.channel_id = $1) AND ($2::text IS NULL OR v.video_id = $2)
         AND ($3::text IS NULL OR EXISTS (SELECT FROM tickets t WHERE t.workspace_id = m.workspace_id
           AND t.subject_message_id = m.id AND t.status = $3))
         AND ($4::timestamptz IS NULL OR m.sent_at >= $4) AND ($5::timestamptz IS NULL OR m.sent_at < $5)
       ${newestFirst} LIMIT $6`,
      [channelId, videoId, status, from, to, MAX_JOB_COMMENTS + 1],
    );
    return rows.map(toCandidate);
  }
}

const nothingFor = (count: number): Refusal[] => Array.from({ length: count }, () => refusal('not_found'));

const toCandidate = (row: Row): Candidate => ({
  messageId: row.id,
  direction: row.direction,
  source: row.source,
  isOnPlatform: row.is_comment && row.external_id !== null,
  channelId: row.channel_id,
  accountId: row.account_id,
  commentId: row.external_id,
  visibility: row.visibility ?? 'public',
  pending: row.pending,
});
