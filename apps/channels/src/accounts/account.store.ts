import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { ConnectedState } from '../channels/channel-type.ts';
import type { WebhookFault } from '../connecting/webhook-fault.ts';
import type { Account, AccountKey } from './account.ts';

interface Row {
  readonly workspace_id: string;
  readonly id: string;
  readonly open_id: string;
  readonly username: string | null;
  readonly display_name: string | null;
  readonly comment_author_id: string | null;
  readonly scopes: string[];
  readonly messaging_closed: boolean;
  readonly messenger_waits: boolean;
  readonly state: ConnectedState;
  readonly access_ends_at: Date | null;
  readonly webhook_fault: WebhookFault | null;
  readonly webhooks_checked_at: Date | null;
  readonly consent_ends_at: Date | null;
  readonly consent_told_days: number | null;
}

/** What a consent says of an account. */
type Consented = Pick<
  Account,
  'workspaceId' | 'id' | 'openId' | 'username' | 'displayName' | 'scopes' | 'messagingClosed' | 'consentEndsAt'
>;

/** Every change of an account, its token or its channels begins with the lock on the account's row. */
@Injectable()
export class AccountStore {
  async lock(tx: Tx, { workspaceId, accountId }: AccountKey): Promise<Account | undefined> {
    const [row] = await tx.query<Row>('SELECT * FROM accounts WHERE workspace_id = $1 AND id = $2 FOR UPDATE', [
      workspaceId,
      accountId,
    ]);
    return row && toAccount(row);
  }

  async find(tx: Tx, { workspaceId, accountId }: AccountKey): Promise<Account | undefined> {
    const [row] = await tx.query<Row>('SELECT * FROM accounts WHERE workspace_id = $1 AND id = $2', [
      workspaceId,
      accountId,
    ]);
    return row && toAccount(row);
  }

  async list(tx: Tx, workspaceId: string): Promise<Account[]> {
    const rows = await tx.query<Row>('SELECT * FROM accounts WHERE workspace_id = $1', [workspaceId]);
    return rows.map(toAccount);
  }

  /** Whether another workspace holds this TikTok account now. */
  async isTaken(tx: Tx, openId: string, workspaceId: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM accounts WHERE open_id = $1 AND state <> 'disconnected' AND workspace_id <> $2`,
      [openId, workspaceId],
    );
    return rows.length > 0;
  }

  /**
   * Writes what a new consent says; what was learnt before (the comment author) stays.
   * Two workspaces at once meet at the unique index over connected accounts (23505).
   */
  async connect(tx: Tx, account: Consented): Promise<Account> {
    const [row] = await tx.query<Row>(
      `INSERT INTO accounts
         (workspace_id, id, open_id, username, display_name, scopes, messaging_closed, consent_ends_at, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'connected')
       ON CONFLICT (workspace_id, id) DO UPDATE SET
         username = coalesce(excluded.username, accounts.username),
         display_name = coalesce(excluded.display_name, accounts.display_name),
         scopes = excluded.scopes, messaging_closed = excluded.messaging_closed,
         state = 'connected', access_ends_at = NULL, webhooks_checked_at = NULL,
         consent_ends_at = excluded.consent_ends_at, consent_told_days = NULL
       RETURNING *`,
      [
        account.workspaceId,
        account.id,
        account.openId,
        account.username,
        account.displayName,
        account.scopes,
        account.messagingClosed,
        account.consentEndsAt,
      ],
    );
    if (!row) throw new Error('an upsert returns its row');
    return toAccount(row);
  }

  async setState(tx: Tx, { workspaceId, accountId }: AccountKey, state: ConnectedState): Promise<void> {
    await tx.run('UPDATE accounts SET state = $3 WHERE workspace_id = $1 AND id = $2', [workspaceId, accountId, state]);
  }

  async setCommentAuthor(tx: Tx, { workspaceId, accountId }: AccountKey, authorId: string): Promise<void> {
    await tx.run('UPDATE accounts SET comment_author_id = $3 WHERE workspace_id = $1 AND id = $2', [
      workspaceId,
      accountId,
      authorId,
    ]);
  }

  /** Whether a connected account's webhooks were not looked at since `before`. */
  async hasUnwatched(tx: Tx, before: Date): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM accounts
       WHERE state = 'connected' AND (webhooks_checked_at IS NULL OR webhooks_checked_at <= $1) LIMIT 1`,
      [before],
    );
    return rows.length > 0;
  }

  /** One app has one address for the events of all its accounts. */
  async setWebhookFault(tx: Tx, fault: WebhookFault | null, checkedAt: Date): Promise<void> {
    await tx.run(`UPDATE accounts SET webhook_fault = $1, webhooks_checked_at = $2 WHERE state = 'connected'`, [
      fault,
      checkedAt,
    ]);
  }

  /** Connected accounts of which TikTok was not asked since `before`; `checkedAt` is when it is now. */
  async takeUnaskedForMessaging(tx: Tx, before: Date, checkedAt: Date, limit: number): Promise<Account[]> {
    const rows = await tx.query<Row>(
      `UPDATE accounts SET messaging_checked_at = $2
       WHERE (workspace_id, id) IN (
         SELECT workspace_id, id FROM accounts
         WHERE state = 'connected' AND (messaging_checked_at IS NULL OR messaging_checked_at <= $1)
         ORDER BY messaging_checked_at NULLS FIRST LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [before, checkedAt, limit],
    );
    return rows.map(toAccount);
  }

  /** What TikTok said of its messaging API, and when. */
  async setMessaging(
    tx: Tx,
    { workspaceId, accountId }: AccountKey,
    told: Pick<Account, 'messagingClosed' | 'messengerWaits'> & { readonly checkedAt: Date },
  ): Promise<void> {
    await tx.run(
      `UPDATE accounts SET messaging_closed = $3, messenger_waits = $4, messaging_checked_at = $5
       WHERE workspace_id = $1 AND id = $2`,
      [workspaceId, accountId, told.messagingClosed, told.messengerWaits, told.checkedAt],
    );
  }

  /** A person does not want Messenger: it does not come back by itself. */
  async stopWaiting(tx: Tx, { workspaceId, accountId }: AccountKey): Promise<void> {
    await tx.run('UPDATE accounts SET messenger_waits = false WHERE workspace_id = $1 AND id = $2', [
      workspaceId,
      accountId,
    ]);
  }

  /** Connected accounts whose consent ends before then, locked; other processes take others. */
  async lockConsentsEnding(tx: Tx, before: Date): Promise<Account[]> {
    const rows = await tx.query<Row>(
      `SELECT * FROM accounts WHERE state = 'connected' AND consent_ends_at <= $1 FOR UPDATE SKIP LOCKED`,
      [before],
    );
    return rows.map(toAccount);
  }

  async setConsentTold(tx: Tx, { workspaceId, accountId }: AccountKey, days: number): Promise<void> {
    await tx.run('UPDATE accounts SET consent_told_days = $3 WHERE workspace_id = $1 AND id = $2', [
      workspaceId,
      accountId,
      days,
    ]);
  }

  async setAccessEnd(tx: Tx, { workspaceId, accountId }: AccountKey, endsAt: Date): Promise<void> {
    await tx.run('UPDATE accounts SET access_ends_at = $3 WHERE workspace_id = $1 AND id = $2', [
      workspaceId,
      accountId,
      endsAt,
    ]);
  }
}

const toAccount = (row: Row): Account => ({
  workspaceId: row.workspace_id,
  id: row.id,
  openId: row.open_id,
  username: row.username,
  displayName: row.display_name,
  commentAuthorId: row.comment_author_id,
  scopes: row.scopes,
  messagingClosed: row.messaging_closed,
  messengerWaits: row.messenger_waits,
  state: row.state,
  accessEndsAt: row.access_ends_at,
  webhookFault: row.webhook_fault,
  webhooksCheckedAt: row.webhooks_checked_at,
  consentEndsAt: row.consent_ends_at,
  consentToldDays: row.consent_told_days,
});
