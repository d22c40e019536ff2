import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { AccountKey } from '../accounts/account.ts';
import type { Channel } from './channel.ts';
import type { ConnectedState, ManagedType } from './channel-type.ts';

interface Row {
  readonly workspace_id: string;
  readonly id: string;
  readonly account_id: string;
  readonly type: ManagedType;
  readonly title: string;
  readonly nlp_app: string | null;
  readonly state: ConnectedState;
  readonly version: number;
}

/** Every write raises the version. */
@Injectable()
export class ChannelStore {
  async find(tx: Tx, workspaceId: string, id: string): Promise<Channel | undefined> {
    const [row] = await tx.query<Row>('SELECT * FROM channels WHERE workspace_id = $1 AND id = $2', [workspaceId, id]);
    return row && toChannel(row);
  }

  async ofAccount(tx: Tx, { workspaceId, accountId }: AccountKey): Promise<Channel[]> {
    const rows = await tx.query<Row>(
      'SELECT * FROM channels WHERE workspace_id = $1 AND account_id = $2 ORDER BY type DESC',
      [workspaceId, accountId],
    );
    return rows.map(toChannel);
  }

  async list(tx: Tx, workspaceId: string): Promise<Channel[]> {
    const rows = await tx.query<Row>('SELECT * FROM channels WHERE workspace_id = $1 ORDER BY account_id, type DESC', [
      workspaceId,
    ]);
    return rows.map(toChannel);
  }

  async save(tx: Tx, channel: Omit<Channel, 'version'>): Promise<Channel> {
    const [row] = await tx.query<Row>(
      `INSERT INTO channels (workspace_id, id, account_id, type, title, nlp_app, state, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
       ON CONFLICT (workspace_id, id) DO UPDATE SET
         title = excluded.title, nlp_app = excluded.nlp_app, state = excluded.state, version = channels.version + 1
       RETURNING *`,
      [channel.workspaceId, channel.id, channel.accountId, channel.type, channel.title, channel.nlpApp, channel.state],
    );
    if (!row) throw new Error('an upsert returns its row');
    return toChannel(row);
  }

  /** Raises the version of one channel for a change of its account that readers must see. */
  async touch(tx: Tx, { workspaceId, accountId }: AccountKey, type: ManagedType): Promise<Channel[]> {
    const rows = await tx.query<Row>(
      `UPDATE channels SET version = version + 1 WHERE workspace_id = $1 AND account_id = $2 AND type = $3 RETURNING *`,
      [workspaceId, accountId, type],
    );
    return rows.map(toChannel);
  }

  /** Moves all of the account's channels that are in one state to another. */
  async move(
    tx: Tx,
    { workspaceId, accountId }: AccountKey,
    from: ConnectedState,
    to: ConnectedState,
  ): Promise<Channel[]> {
    const rows = await tx.query<Row>(
      `UPDATE channels SET state = $4, version = version + 1
       WHERE workspace_id = $1 AND account_id = $2 AND state = $3 RETURNING *`,
      [workspaceId, accountId, from, to],
    );
    return rows.map(toChannel);
  }
}

const toChannel = (row: Row): Channel => ({
  workspaceId: row.workspace_id,
  id: row.id,
  accountId: row.account_id,
  type: row.type,
  title: row.title,
  nlpApp: row.nlp_app,
  state: row.state,
  version: row.version,
});
