import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { AccountKey } from '../accounts/account.ts';
import type { ConnectedState } from '../channels/channel-type.ts';
import type { SealedPair, Token } from './token.ts';

interface Row {
  readonly workspace_id: string;
  readonly account_id: string;
  readonly open_id: string;
  readonly account_state: ConnectedState;
  readonly version: number;
  readonly access_sealed: string;
  readonly access_expires_at: Date;
  readonly access_ends_at: Date | null;
  readonly obtained_at: Date | null;
  readonly refresh_due_at: Date;
}

export interface RefreshState {
  readonly version: number;
  readonly refreshSealed: string;
  readonly accessExpiresAt: Date;
  /** Real time; set: a refresh is under way, or its process died. */
  readonly startedAt: Date | null;
}

const joined = `SELECT t.workspace_id, t.account_id, a.open_id, a.state AS account_state, t.version, t.access_sealed,
    t.access_expires_at, a.access_ends_at, t.obtained_at, t.refresh_due_at
  FROM tokens t JOIN accounts a ON a.workspace_id = t.workspace_id AND a.id = t.account_id`;

@Injectable()
export class TokenStore {
  async find(tx: Tx, { workspaceId, accountId }: AccountKey): Promise<Token | undefined> {
    const [row] = await tx.query<Row>(`${joined} WHERE t.workspace_id = $1 AND t.account_id = $2`, [
      workspaceId,
      accountId,
    ]);
    return row && toToken(row);
  }

  /** Whether the account was ever connected, even if its token is gone. */
  async hasAccount(tx: Tx, { workspaceId, accountId }: AccountKey): Promise<boolean> {
    const rows = await tx.query('SELECT 1 FROM accounts WHERE workspace_id = $1 AND id = $2', [workspaceId, accountId]);
    return rows.length > 0;
  }

  /** A new consent: a new version, and nothing left of what was under way for the old pair. */
  async put(tx: Tx, { workspaceId, accountId }: AccountKey, pair: SealedPair): Promise<void> {
    await tx.query(
      `INSERT INTO tokens (workspace_id, account_id, version, access_sealed, refresh_sealed, access_expires_at,
         refresh_due_at, obtained_at)
       VALUES ($1, $2, 1, $3, $4, $5, $6, $7)
       ON CONFLICT (workspace_id, account_id) DO UPDATE SET
         version = tokens.version + 1, access_sealed = excluded.access_sealed, refresh_sealed = excluded.refresh_sealed,
         access_expires_at = excluded.access_expires_at, refresh_due_at = excluded.refresh_due_at,
         obtained_at = excluded.obtained_at, refresh_started_at = NULL, revoke_at = NULL`,
      [
        workspaceId,
        accountId,
        pair.accessSealed,
        pair.refreshSealed,
        pair.accessExpiresAt,
        pair.refreshDueAt,
        pair.obtainedAt,
      ],
    );
  }

  async refreshState(tx: Tx, { workspaceId, accountId }: AccountKey): Promise<RefreshState | undefined> {
    const [row] = await tx.query<{
      version: number;
      refresh_sealed: string;
      access_expires_at: Date;
      refresh_started_at: Date | null;
    }>(
      `SELECT version, refresh_sealed, access_expires_at, refresh_started_at FROM tokens
       WHERE workspace_id = $1 AND account_id = $2 FOR UPDATE`,
      [workspaceId, accountId],
    );
    return (
      row && {
        version: row.version,
        refreshSealed: row.refresh_sealed,
        accessExpiresAt: row.access_expires_at,
        startedAt: row.refresh_started_at,
      }
    );
  }

  async startRefresh(tx: Tx, { workspaceId, accountId }: AccountKey, startedAt: Date): Promise<void> {
    await tx.run('UPDATE tokens SET refresh_started_at = $3 WHERE workspace_id = $1 AND account_id = $2', [
      workspaceId,
      accountId,
      startedAt,
    ]);
  }

  /** Nothing happens when a new consent brought another pair meanwhile. */
  async finishRefresh(
    tx: Tx,
    { workspaceId, accountId }: AccountKey,
    version: number,
    pair: SealedPair,
  ): Promise<void> {
    await tx.run(
      `UPDATE tokens SET version = version + 1, access_sealed = $4, refresh_sealed = $5, access_expires_at = $6,
         refresh_due_at = $7, obtained_at = $8, refresh_started_at = NULL
       WHERE workspace_id = $1 AND account_id = $2 AND version = $3`,
      [
        workspaceId,
        accountId,
        version,
        pair.accessSealed,
        pair.refreshSealed,
        pair.accessExpiresAt,
        pair.refreshDueAt,
        pair.obtainedAt,
      ],
    );
  }

  /** TikTok did nothing: the refresh may be tried again, ahead of expiry not before `dueAt`. */
  async postponeRefresh(tx: Tx, { workspaceId, accountId }: AccountKey, version: number, dueAt: Date): Promise<void> {
    await tx.run(
      `UPDATE tokens SET refresh_started_at = NULL, refresh_due_at = $4
       WHERE workspace_id = $1 AND account_id = $2 AND version = $3`,
      [workspaceId, accountId, version, dueAt],
    );
  }

  /** Leaves a refresh that is under way, or whose end is not known, as it is. */
  async delayRefresh(tx: Tx, { workspaceId, accountId }: AccountKey, dueAt: Date): Promise<void> {
    await tx.run(
      `UPDATE tokens SET refresh_due_at = $3
       WHERE workspace_id = $1 AND account_id = $2 AND refresh_started_at IS NULL`,
      [workspaceId, accountId, dueAt],
    );
  }

  /** Tokens of connected accounts to renew, and those whose refresh began before `unansweredSince` and has not ended. */
  async due(tx: Tx, now: Date, unansweredSince: Date, limit: number): Promise<Token[]> {
    const rows = await tx.query<Row>(
      `${joined} WHERE a.state = 'connected' AND a.access_ends_at IS NULL AND
         ((t.refresh_started_at IS NULL AND t.refresh_due_at <= $1) OR t.refresh_started_at < $2)
       ORDER BY t.refresh_due_at LIMIT $3`,
      [now, unansweredSince, limit],
    );
    return rows.map(toToken);
  }

  /** Tokens that could not be renewed and have come to their end. */
  async ended(tx: Tx, now: Date): Promise<Token[]> {
    const rows = await tx.query<Row>(
      `${joined} WHERE a.state = 'connected' AND a.access_ends_at IS NOT NULL AND t.access_expires_at <= $1`,
      [now],
    );
    return rows.map(toToken);
  }

  async revokeFrom(tx: Tx, { workspaceId, accountId }: AccountKey, at: Date): Promise<void> {
    await tx.run('UPDATE tokens SET revoke_at = $3 WHERE workspace_id = $1 AND account_id = $2', [
      workspaceId,
      accountId,
      at,
    ]);
  }

  /** Tokens to revoke now, leased until `leaseEndsAt`; both are real time. */
  async claimRevocations(tx: Tx, now: Date, leaseEndsAt: Date): Promise<Token[]> {
    const claimed = await tx.query<{ workspace_id: string; account_id: string }>(
      `UPDATE tokens SET revoke_at = $2 WHERE (workspace_id, account_id) IN (
         SELECT workspace_id, account_id FROM tokens WHERE revoke_at <= $1 LIMIT 20 FOR UPDATE SKIP LOCKED)
       RETURNING workspace_id, account_id`,
      [now, leaseEndsAt],
    );
    const rows = await tx.query<Row>(
      `${joined} JOIN unnest($1::uuid[], $2::uuid[]) AS c (workspace_id, account_id)
         ON c.workspace_id = t.workspace_id AND c.account_id = t.account_id`,
      [claimed.map((row) => row.workspace_id), claimed.map((row) => row.account_id)],
    );
    return rows.map(toToken);
  }

  /** Nothing happens when the account was connected again meanwhile. */
  async forget(tx: Tx, { workspaceId, accountId, version }: Token): Promise<void> {
    await tx.run(
      `DELETE FROM tokens WHERE workspace_id = $1 AND account_id = $2 AND version = $3 AND revoke_at IS NOT NULL`,
      [workspaceId, accountId, version],
    );
  }
}

const toToken = (row: Row): Token => ({
  workspaceId: row.workspace_id,
  accountId: row.account_id,
  openId: row.open_id,
  accountState: row.account_state,
  version: row.version,
  accessSealed: row.access_sealed,
  accessExpiresAt: row.access_expires_at,
  obtainedAt: row.obtained_at,
  refreshDueAt: row.refresh_due_at,
  isLast: row.access_ends_at !== null,
});
