import { Injectable } from '@nestjs/common';
import { type ChannelState, type ChannelType, Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface Channel {
  readonly workspaceId: string;
  readonly id: string;
  readonly type: ChannelType;
  readonly title: string;
  readonly state: ChannelState;
  readonly accountId: string;
  readonly version: number;
}

/** What ticketing knows of channels: a projection of the events of `channels`. */
@Injectable()
export class ChannelStore {
  async types(tx: Tx, keys: readonly { workspaceId: string; channelId: string }[]): Promise<Map<string, ChannelType>> {
    const rows = await tx.query<{ id: string; type: ChannelType }>('SELECT id, type FROM channels WHERE id = ANY($1)', [
      [...new Set(keys.map(({ channelId }) => channelId))],
    ]);
    return new Map(rows.map(({ id, type }) => [id, type]));
  }

  async states(
    tx: Tx,
    ids: readonly string[],
  ): Promise<Map<string, { readonly type: ChannelType; readonly state: ChannelState }>> {
    const rows = await tx.query<{ id: string; type: ChannelType; state: ChannelState }>(
      'SELECT id, type, state FROM channels WHERE id = ANY($1)',
      [[...new Set(ids)]],
    );
    return new Map(rows.map(({ id, type, state }) => [id, { type, state }]));
  }

  /** @throws Rejection `channel_disconnected` when the channel is not known (yet) */
  async find(tx: Tx, id: string): Promise<{ type: ChannelType; state: ChannelState; accountId: string }> {
    const [row] = await tx.query<{ type: ChannelType; state: ChannelState; account_id: string }>(
      'SELECT type, state, account_id FROM channels WHERE id = $1',
      [id],
    );
    if (!row) throw new Rejection('channel_disconnected');
    return { type: row.type, state: row.state, accountId: row.account_id };
  }

  /** Keeps the newest version. */
  async save(tx: Tx, channel: Channel): Promise<void> {
    await tx.query(
      `INSERT INTO channels VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (workspace_id, id) DO UPDATE SET title = excluded.title, state = excluded.state, version = excluded.version
       WHERE channels.version < excluded.version`,
      [channel.workspaceId, channel.id, channel.type, channel.title, channel.state, channel.accountId, channel.version],
    );
  }
}
