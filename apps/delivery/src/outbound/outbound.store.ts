import { Injectable } from '@nestjs/common';
import type { DataOf, OutgoingContent, SendMessage } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Event } from '@duet/messaging';
import type { LaneKey } from '../lanes/lane.ts';
import type { Outbound, PlatformImage } from './outbound.ts';
import { fromRow, type Row } from './outbound-row.ts';

/** A command whose predecessor does not arrive within this time is sent without it. */
const PREDECESSOR_WAIT_MS = 60_000;
const precededWithin = (realNow: Date): Date => new Date(realNow.getTime() - PREDECESSOR_WAIT_MS);

/** That row `o` may be sent: $1 is now, $2 the time before which a missing predecessor is no longer waited for. */
const isNext = `o.state = 'queued' AND (o.not_before IS NULL OR o.not_before <= $1)
  AND NOT EXISTS (SELECT 1 FROM outbound b
    WHERE b.workspace_id = o.workspace_id AND b.channel_id = o.channel_id AND b.thread_id = o.thread_id
      AND (b.state = 'sending' OR (b.state = 'unconfirmed' AND b.lane_held_until > $1)))
  AND (o.preceded_by IS NULL OR CASE (SELECT p.state FROM outbound p WHERE p.workspace_id = o.workspace_id AND p.id = o.preceded_by)
    WHEN 'queued' THEN false WHEN 'sending' THEN false WHEN 'unconfirmed' THEN NOT o.requires_previous WHEN 'failed' THEN true
    WHEN 'sent' THEN true ELSE o.accepted_at < $2 AND NOT o.requires_previous END)`;

/** Rows of the ledger. Whoever changes one holds its lane's lock. */
@Injectable()
export class OutboundStore {
  /** Queues a command's message; the same attempt again does nothing, a later attempt queues the row anew. */
  async queue(tx: Tx, command: Event<typeof SendMessage>, now: Date): Promise<void> {
    const data: DataOf<typeof SendMessage> = command.data;
    await tx.query(
      `INSERT INTO outbound (workspace_id, id, attempt, ticket_id, channel_id, channel_type, account_id, thread_id, video_id,
         preceded_by, text, referenced_message_id, actor, epoch, correlation_id, causation_id, traceparent, state, queued_at, accepted_at,
         image, requires_previous, card)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'queued', $18, $19, $20, $21, $22)
       ON CONFLICT (workspace_id, id) DO UPDATE SET
         attempt = excluded.attempt, state = 'queued', queued_at = excluded.queued_at, actor = excluded.actor, epoch = excluded.epoch,
         tries = 0, not_before = NULL, waiting_for = NULL, failure_code = NULL, started_at = NULL, external_id = NULL, sent_at = NULL,
         platform_image = NULL, requires_previous = excluded.requires_previous
       WHERE outbound.state = 'failed' AND outbound.attempt < excluded.attempt`,
      [
        command.workspaceId,
        data.messageId,
        data.attempt,
        data.ticketId,
        data.channelId,
        data.channelType,
        data.accountId,
        data.threadId,
        data.videoId,
        data.precededBy,
        textOf(data.content),
        data.referencedMessageId,
        JSON.stringify(data.actor),
        data.epoch,
        command.correlationId,
        command.id,
        command.traceparent ?? null,
        now,
        new Date(),
        data.content.type === 'image' ? JSON.stringify(data.content.upload) : null,
        data.requiresPrevious,
        data.content.type === 'card' ? JSON.stringify(data.content) : null,
      ],
    );
  }

  async find(tx: Tx, workspaceId: string, id: string): Promise<Outbound | null> {
    const [row] = await tx.query<Row>('SELECT * FROM outbound WHERE workspace_id = $1 AND id = $2', [workspaceId, id]);
    return row ? fromRow(row) : null;
  }

  async findByExternalId(tx: Tx, lane: LaneKey, externalId: string): Promise<Outbound | null> {
    const [row] = await tx.query<Row>(
      'SELECT * FROM outbound WHERE workspace_id = $1 AND channel_id = $2 AND external_id = $3',
      [lane.workspaceId, lane.channelId, externalId],
    );
    return row ? fromRow(row) : null;
  }

  /**
   * Lanes that may have something to send now.
   * @param busyAccounts accounts that have all the sends in flight they may have
   */
  async sendable(tx: Tx, realNow: Date, busyAccounts: readonly string[], limit: number): Promise<LaneKey[]> {
    const rows = await tx.query<{ workspace_id: string; channel_id: string; thread_id: string }>(
      `SELECT o.workspace_id, o.channel_id, o.thread_id FROM outbound o
       WHERE ${isNext} AND NOT (o.account_id = ANY($3::uuid[]))
       GROUP BY o.workspace_id, o.channel_id, o.thread_id ORDER BY min(o.position) LIMIT $4`,
      [realNow, precededWithin(realNow), busyAccounts, limit],
    );
    return rows.map((row) => ({ workspaceId: row.workspace_id, channelId: row.channel_id, threadId: row.thread_id }));
  }

  /** The next row of a locked lane, or null when something is in flight or holds it. */
  async next(tx: Tx, lane: LaneKey, realNow: Date): Promise<Outbound | null> {
    const [row] = await tx.query<Row>(
      `SELECT o.* FROM outbound o
       WHERE o.workspace_id = $3 AND o.channel_id = $4 AND o.thread_id = $5 AND ${isNext} ORDER BY o.position LIMIT 1`,
      [realNow, precededWithin(realNow), lane.workspaceId, lane.channelId, lane.threadId],
    );
    return row ? fromRow(row) : null;
  }

  /** The attempt is committed before the call: whatever happens now, it is known that it may have happened. */
  async markSending(tx: Tx, outbound: Outbound, startedAt: Date, leaseUntil: Date): Promise<void> {
    await this.#set(tx, outbound, `state = 'sending', started_at = $3, lease_until = $4, tries = tries + 1`, [
      startedAt,
      leaseUntil,
    ]);
  }

  /**
   * The image is with the platform, and the send itself begins under a lease of its own.
   * @returns false when this attempt was given up meanwhile: then nothing may be sent
   */
  async markUploaded(tx: Tx, outbound: Outbound, image: PlatformImage, leaseUntil: Date): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE outbound SET platform_image = $5, lease_until = $6
       WHERE workspace_id = $1 AND id = $2 AND state = 'sending' AND attempt = $3 AND tries = $4 RETURNING 1`,
      [outbound.workspaceId, outbound.id, outbound.attempt, outbound.tries, JSON.stringify(image), leaseUntil],
    );
    return rows.length > 0;
  }

  /** Back into the lane. Waiting for a turn is no failed try: what fails after it is not put off for longer. */
  async markQueued(tx: Tx, outbound: Outbound, waitingFor: string, notBefore: Date): Promise<void> {
    await this.#set(
      tx,
      outbound,
      `state = 'queued', started_at = NULL, lease_until = NULL, waiting_for = $3, not_before = $4,
       tries = tries - CASE $3 WHEN 'rate' THEN 1 ELSE 0 END`,
      [waitingFor, notBefore],
    );
  }

  async markSent(
    tx: Tx,
    outbound: Outbound,
    proof: { externalId: string; sentAt: Date; provenBy: string },
  ): Promise<void> {
    await this.#set(
      tx,
      outbound,
      `state = 'sent', external_id = $3, sent_at = $4, proven_by = $5, lease_until = NULL, lane_held_until = NULL, proof_at = NULL, failure_code = NULL`,
      [proof.externalId, proof.sentAt, proof.provenBy],
    );
  }

  async markFailed(tx: Tx, outbound: Outbound, code: string): Promise<void> {
    await this.#set(
      tx,
      outbound,
      `state = 'failed', failure_code = $3, lease_until = NULL, lane_held_until = NULL, proof_at = NULL`,
      [code],
    );
  }

  async markUnconfirmed(tx: Tx, outbound: Outbound, until: { laneHeldUntil: Date; proofAt: Date }): Promise<void> {
    await this.#set(tx, outbound, `state = 'unconfirmed', lease_until = NULL, lane_held_until = $3, proof_at = $4`, [
      until.laneHeldUntil,
      until.proofAt,
    ]);
  }

  /** Sends whose process died: the lease is over and no result was recorded. */
  async expired(tx: Tx, realNow: Date): Promise<Outbound[]> {
    const rows = await tx.query<Row>(`SELECT * FROM outbound WHERE state = 'sending' AND lease_until <= $1 LIMIT 100`, [
      realNow,
    ]);
    return rows.map(fromRow);
  }

  /** Unknown outcomes whose turn for a proof has come; the next turn is put off, so that nobody else takes them. */
  async takeForProof(tx: Tx, realNow: Date, nextProofAt: Date): Promise<Outbound[]> {
    const rows = await tx.query<Row>(
      `UPDATE outbound SET proof_at = $2 WHERE (workspace_id, id) IN (
         SELECT workspace_id, id FROM outbound WHERE state = 'unconfirmed' AND proof_at <= $1 LIMIT 20 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [realNow, nextProofAt],
    );
    return rows.map(fromRow);
  }

  /** Rows that an echo without a known id may belong to, oldest first: no id of TikTok's is bound to them yet. */
  async unbound(tx: Tx, lane: LaneKey): Promise<Outbound[]> {
    const rows = await tx.query<Row>(
      `SELECT * FROM outbound WHERE workspace_id = $1 AND channel_id = $2 AND thread_id = $3 AND started_at IS NOT NULL
         AND (state IN ('sending', 'unconfirmed') OR (state = 'failed' AND failure_code = 'not_sent') OR external_id LIKE 'unknown:%')
       ORDER BY position`,
      [lane.workspaceId, lane.channelId, lane.threadId],
    );
    return rows.map(fromRow);
  }

  async hasUnconfirmedText(tx: Tx, outbound: Outbound): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM outbound WHERE workspace_id = $1 AND channel_id = $2 AND thread_id = $3 AND state = 'unconfirmed' AND text = $4
         AND image->>'mediaId' IS NOT DISTINCT FROM $6 AND card IS NOT DISTINCT FROM $7::jsonb AND id <> $5`,
      [
        outbound.workspaceId,
        outbound.channelId,
        outbound.threadId,
        outbound.text,
        outbound.id,
        outbound.image?.mediaId ?? null,
        outbound.card && JSON.stringify(outbound.card),
      ],
    );
    return rows.length > 0;
  }

  /** Sends that waited for this account's token get another turn. */
  async releaseParked(tx: Tx, workspaceId: string, channelId: string): Promise<void> {
    await tx.query(
      `UPDATE outbound SET not_before = NULL WHERE workspace_id = $1 AND channel_id = $2 AND state = 'queued' AND waiting_for = 'token'`,
      [workspaceId, channelId],
    );
  }

  async #set(tx: Tx, outbound: Outbound, assignments: string, values: readonly unknown[]): Promise<void> {
    await tx.query(`UPDATE outbound SET ${assignments} WHERE workspace_id = $1 AND id = $2`, [
      outbound.workspaceId,
      outbound.id,
      ...values,
    ]);
  }
}

function textOf(content: OutgoingContent): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'card':
      return content.title;
    case 'image':
      return '';
  }
}
