import { Injectable } from '@nestjs/common';
import type { Referral } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { threadKey } from '../threads/conversation.store.ts';

export interface ReferredThread {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly threadId: string;
}

export interface ReferralNews extends ReferredThread {
  readonly referral: Referral;
  /** The open ticket of the conversation; null where the next one is to take it. */
  readonly ticketId: string | null;
}

interface ThreadRow {
  workspace_id: string;
  channel_id: string;
  thread_id: string;
}

/** The newest referral of the ticket `t` of the query around it. */
export const newestReferralOfTicket = `SELECT referral FROM referrals
  WHERE referrals.workspace_id = t.workspace_id AND referrals.ticket_id = t.id ORDER BY referred_at DESC LIMIT 1`;

/** What led customers into their conversations, by TikTok's time. Whoever reads or writes has locked the conversation. */
@Injectable()
export class ReferralStore {
  /** @returns those that were not known, by `referralKey` */
  async keep(tx: Tx, news: readonly ReferralNews[]): Promise<Set<string>> {
    const rows = await tx.query<ThreadRow & { referral: Referral }>(
      `INSERT INTO referrals (workspace_id, channel_id, thread_id, referred_at, referral, ticket_id)
       SELECT * FROM json_to_recordset($1) AS r (workspace_id uuid, channel_id uuid, thread_id text, referred_at timestamptz,
         referral jsonb, ticket_id uuid)
       ON CONFLICT (workspace_id, channel_id, thread_id, referred_at) DO NOTHING
       RETURNING workspace_id, channel_id, thread_id, referral`,
      [
        JSON.stringify(
          news.map(({ workspaceId, channelId, threadId, referral, ticketId }) => ({
            workspace_id: workspaceId,
            channel_id: channelId,
            thread_id: threadId,
            referred_at: referral.referredAt,
            referral,
            ticket_id: ticketId,
          })),
        ),
      ],
    );
    return new Set(rows.map((row) => referralKey({ ...threadOf(row), referral: row.referral })));
  }

  /** The newest of each of these tickets. @returns by ticket id */
  async newest(tx: Tx, tickets: readonly { workspaceId: string; id: string }[]): Promise<Map<string, Referral>> {
    const rows = await tx.query<{ id: string; referral: Referral }>(
      `SELECT t.id, r.referral FROM unnest($1::uuid[], $2::uuid[]) AS t (workspace_id, id)
       JOIN LATERAL (${newestReferralOfTicket}) r ON true`,
      [tickets.map(({ workspaceId }) => workspaceId), tickets.map(({ id }) => id)],
    );
    return new Map(rows.map(({ id, referral }) => [id, referral]));
  }

  /** What led into these conversations and belongs to no ticket yet, the newest of each. @returns by `threadKey` */
  async waiting(tx: Tx, threads: readonly ReferredThread[]): Promise<Map<string, Referral>> {
    if (threads.length === 0) return new Map();
    const rows = await tx.query<ThreadRow & { referral: Referral }>(
      `SELECT DISTINCT ON (workspace_id, channel_id, thread_id) workspace_id, channel_id, thread_id, referral FROM referrals
       JOIN unnest($1::uuid[], $2::uuid[], $3::text[]) AS k (workspace_id, channel_id, thread_id)
         USING (workspace_id, channel_id, thread_id)
       WHERE ticket_id IS NULL ORDER BY workspace_id, channel_id, thread_id, referred_at DESC`,
      columnsOf(threads),
    );
    return new Map(rows.map((row) => [threadKey(threadOf(row)), row.referral]));
  }

  /** All that waits in these conversations now belongs to these tickets. */
  async attach(tx: Tx, taken: readonly (ReferredThread & { ticketId: string })[]): Promise<void> {
    if (taken.length === 0) return;
    await tx.query(
      `UPDATE referrals SET ticket_id = k.ticket_id
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[]) AS k (workspace_id, channel_id, thread_id, ticket_id)
       WHERE referrals.workspace_id = k.workspace_id AND referrals.channel_id = k.channel_id
         AND referrals.thread_id = k.thread_id AND referrals.ticket_id IS NULL`,
      [...columnsOf(taken), taken.map(({ ticketId }) => ticketId)],
    );
  }
}

/** TikTok gives a referral no id: the conversation and the time tell it. */
export const referralKey = (one: ReferredThread & { readonly referral: Referral }): string =>
  `${threadKey(one)}/${one.referral.referredAt}`;

const threadOf = (row: ThreadRow): ReferredThread => ({
  workspaceId: row.workspace_id,
  channelId: row.channel_id,
  threadId: row.thread_id,
});

const columnsOf = (threads: readonly ReferredThread[]): string[][] => [
  threads.map(({ workspaceId }) => workspaceId),
  threads.map(({ channelId }) => channelId),
  threads.map(({ threadId }) => threadId),
];
