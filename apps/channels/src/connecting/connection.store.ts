import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { SealedPair } from '../tokens/token.ts';
import type { Authorized, Connection, ConnectionState } from './connection.ts';

interface Row {
  readonly workspace_id: string;
  readonly id: string;
  readonly person_id: string;
  readonly session_hash: Buffer;
  readonly channel_id: string | null;
  readonly state: ConnectionState;
  readonly expires_at: Date;
  readonly account_id: string | null;
  readonly open_id: string | null;
  readonly username: string | null;
  readonly display_name: string | null;
  readonly scopes: string[] | null;
  readonly messaging_closed: boolean | null;
  readonly failure_code: string | null;
  readonly failure_reason: string | null;
}

@Injectable()
export class ConnectionStore {
  async begin(
    tx: Tx,
    connection: Pick<Connection, 'workspaceId' | 'id' | 'personId' | 'sessionHash' | 'channelId' | 'expiresAt'>,
    stateHash: Buffer,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO connections (workspace_id, id, state_hash, person_id, session_hash, channel_id, state, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7)`,
      [
        connection.workspaceId,
        connection.id,
        stateHash,
        connection.personId,
        connection.sessionHash,
        connection.channelId,
        connection.expiresAt,
      ],
    );
  }

  async find(tx: Tx, workspaceId: string, id: string): Promise<Connection | undefined> {
    const [row] = await tx.query<Row>('SELECT * FROM connections WHERE workspace_id = $1 AND id = $2', [
      workspaceId,
      id,
    ]);
    return row && toConnection(row);
  }

  async lock(tx: Tx, workspaceId: string, id: string): Promise<Connection | undefined> {
    const [row] = await tx.query<Row>('SELECT * FROM connections WHERE workspace_id = $1 AND id = $2 FOR UPDATE', [
      workspaceId,
      id,
    ]);
    return row && toConnection(row);
  }

  /** Whose state value this is, in whatever workspace. */
  async lockByState(tx: Tx, stateHash: Buffer): Promise<Connection | undefined> {
    const [row] = await tx.query<Row>('SELECT * FROM connections WHERE state_hash = $1 FOR UPDATE', [stateHash]);
    return row && toConnection(row);
  }

  async setState(tx: Tx, { workspaceId, id }: Connection, state: ConnectionState): Promise<void> {
    await tx.run('UPDATE connections SET state = $3 WHERE workspace_id = $1 AND id = $2', [workspaceId, id, state]);
  }

  async keepPair(tx: Tx, { workspaceId, id }: Connection, pair: SealedPair): Promise<void> {
    await tx.query(
      `INSERT INTO pending_tokens
         (workspace_id, connection_id, access_sealed, refresh_sealed, access_expires_at, refresh_due_at,
          obtained_at, consent_ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        workspaceId,
        id,
        pair.accessSealed,
        pair.refreshSealed,
        pair.accessExpiresAt,
        pair.refreshDueAt,
        pair.obtainedAt,
        pair.consentEndsAt,
      ],
    );
  }

  /** The account waits for `Finish Setup`; an earlier authorization of the same account gives way to this one. */
  async authorize(tx: Tx, { workspaceId, id }: Connection, account: Authorized, expiresAt: Date): Promise<void> {
    await tx.query(
      `WITH superseded AS (
         UPDATE connections SET state = 'expired'
         WHERE workspace_id = $1 AND account_id = $2 AND state = 'authorized' RETURNING id)
       DELETE FROM pending_tokens USING superseded WHERE workspace_id = $1 AND connection_id = superseded.id`,
      [workspaceId, account.accountId],
    );
    await tx.run(
      `UPDATE connections SET state = 'authorized', account_id = $3, open_id = $4, username = $5, display_name = $6,
         scopes = $7, messaging_closed = $8, expires_at = $9
       WHERE workspace_id = $1 AND id = $2`,
      [
        workspaceId,
        id,
        account.accountId,
        account.openId,
        account.username,
        account.displayName,
        account.scopes,
        account.messagingClosed,
        expiresAt,
      ],
    );
  }

  async takePair(tx: Tx, { workspaceId, id }: Connection): Promise<SealedPair | undefined> {
    const [row] = await tx.query<{
      access_sealed: string;
      refresh_sealed: string;
      access_expires_at: Date;
      refresh_due_at: Date;
      obtained_at: Date;
      consent_ends_at: Date;
    }>('DELETE FROM pending_tokens WHERE workspace_id = $1 AND connection_id = $2 RETURNING *', [workspaceId, id]);
    return (
      row && {
        accessSealed: row.access_sealed,
        refreshSealed: row.refresh_sealed,
        accessExpiresAt: row.access_expires_at,
        refreshDueAt: row.refresh_due_at,
        obtainedAt: row.obtained_at,
        consentEndsAt: row.consent_ends_at,
      }
    );
  }

  async fail(tx: Tx, connection: Connection, failure: { code: string; reason: string }): Promise<void> {
    await this.takePair(tx, connection);
    await tx.run(
      `UPDATE connections SET state = 'failed', failure_code = $3, failure_reason = $4
       WHERE workspace_id = $1 AND id = $2`,
      [connection.workspaceId, connection.id, failure.code, failure.reason],
    );
  }

  /** Drops authorizations that nobody finished, and attempts that are long over. */
  async expire(tx: Tx, now: Date, forgetBefore: Date): Promise<void> {
    await tx.query(
      `WITH expired AS (
         UPDATE connections SET state = 'expired'
         WHERE expires_at <= $1 AND state IN ('waiting', 'exchanging', 'authorized') RETURNING workspace_id, id)
       DELETE FROM pending_tokens p USING expired e WHERE p.workspace_id = e.workspace_id AND p.connection_id = e.id`,
      [now],
    );
    await tx.query('DELETE FROM connections WHERE expires_at <= $1', [forgetBefore]);
  }
}

const toConnection = (row: Row): Connection => ({
  workspaceId: row.workspace_id,
  id: row.id,
  personId: row.person_id,
  sessionHash: row.session_hash,
  channelId: row.channel_id,
  state: row.state,
  expiresAt: row.expires_at,
  authorized: row.account_id && row.open_id ? authorizedOf(row, row.account_id, row.open_id) : null,
  failure: row.failure_code ? { code: row.failure_code, reason: row.failure_reason ?? '' } : null,
});

const authorizedOf = (row: Row, accountId: string, openId: string): Authorized => ({
  accountId,
  openId,
  username: row.username,
  displayName: row.display_name,
  scopes: row.scopes ?? [],
  messagingClosed: row.messaging_closed ?? false,
});
