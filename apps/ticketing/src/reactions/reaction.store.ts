import { Injectable } from '@nestjs/common';
import type { DataOf, MessageReacted, ReactionView, Side } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { ExternalKey } from '../threads/message.store.ts';

interface Row {
  workspace_id: string;
  channel_id: string;
  external_id: string;
  side: Side;
  name: string;
  emoji: string | null;
  url: string | null;
  operation: 'add' | 'remove';
  changed_at: string;
}

const columns = `workspace_id uuid, channel_id uuid, external_id text, side text, name text, emoji text, url text, operation text,
  changed_at timestamptz`;
const names = columns.split(',').map((column) => column.trim().split(' ')[0]);

/** What stands on message `m`, in a query of messages: a JSON array of `ReactionView`. */
export const reactionsOfMessage = `(SELECT coalesce(json_agg(json_build_object('by', x.side, 'emoji', x.emoji, 'url', x.url)
    ORDER BY x.changed_at, x.side, x.name), '[]')
  FROM reactions x WHERE x.workspace_id = m.workspace_id AND x.channel_id = m.channel_id AND x.external_id = m.external_id
    AND x.operation = 'add')`;

/** What was put on messages and taken away again (DM-30). The news may come before the message itself. */
@Injectable()
export class ReactionStore {
  /** Keeps the newest news of each; of one millisecond the removal. @returns the messages that this changes */
  async save(
    tx: Tx,
    news: readonly { workspaceId: string; data: DataOf<typeof MessageReacted> }[],
  ): Promise<ExternalKey[]> {
    const newest = [...Map.groupBy(news.map(toRow), keyOf).values()].map((group) =>
      group.reduce((a, b) => (isNewer(b, a) ? b : a)),
    );
    const rows = await tx.query<Row>(
      `INSERT INTO reactions (${names.join(', ')}) SELECT * FROM json_to_recordset($1) AS r (${columns})
       ORDER BY workspace_id, channel_id, external_id, side, name
       ON CONFLICT (workspace_id, channel_id, external_id, side, name) DO UPDATE SET
         emoji = excluded.emoji, url = excluded.url, operation = excluded.operation, changed_at = excluded.changed_at
       WHERE (reactions.changed_at, reactions.operation) < (excluded.changed_at, excluded.operation)
       RETURNING *`,
      [JSON.stringify(newest)],
    );
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      channelId: row.channel_id,
      externalId: row.external_id,
    }));
  }

  /** What stands on messages that are just coming in. @returns by `channelId/externalId` */
  async early(tx: Tx, messages: readonly ExternalKey[]): Promise<Map<string, ReactionView[]>> {
    if (messages.length === 0) return new Map();
    const rows = await tx.query<{ channel_id: string; external_id: string; reactions: ReactionView[] }>(
      `SELECT m.channel_id, m.external_id, ${reactionsOfMessage} AS reactions
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS m (workspace_id, channel_id, external_id)
       WHERE EXISTS (SELECT FROM reactions r
         WHERE r.workspace_id = m.workspace_id AND r.channel_id = m.channel_id AND r.external_id = m.external_id)`,
      [
        messages.map(({ workspaceId }) => workspaceId),
        messages.map(({ channelId }) => channelId),
        messages.map(({ externalId }) => externalId),
      ],
    );
    return new Map(rows.map((row) => [`${row.channel_id}/${row.external_id}`, row.reactions]));
  }
}

const toRow = ({ workspaceId, data }: { workspaceId: string; data: DataOf<typeof MessageReacted> }): Row => ({
  workspace_id: workspaceId,
  channel_id: data.channelId,
  external_id: data.messageId,
  side: data.by,
  name: data.emoji ?? data.url?.split('?')[0] ?? '',
  emoji: data.emoji,
  url: data.url,
  operation: data.operation,
  changed_at: data.reactedAt,
});

const keyOf = (row: Row): string => [row.workspace_id, row.channel_id, row.external_id, row.side, row.name].join('/');

/** `remove` comes after `add` in the alphabet. */
const isNewer = (a: Row, b: Row): boolean =>
  a.changed_at === b.changed_at ? a.operation > b.operation : a.changed_at > b.changed_at;
