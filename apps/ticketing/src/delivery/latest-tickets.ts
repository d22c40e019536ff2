import type { Tx } from '@duet/database';
import { threadKey } from '../threads/conversation.store.ts';

interface Thread {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly threadId: string;
}

/** The ticket that news of a whole thread belongs to: an open one before a resolved one, then the newest. By `threadKey`. */
export async function latestTickets(
  tx: Tx,
  threads: readonly Thread[],
): Promise<Map<string, { workspaceId: string; ticketId: string }>> {
  if (threads.length === 0) return new Map();
  const rows = await tx.query<{ workspace_id: string; channel_id: string; thread_id: string; id: string }>(
    `SELECT DISTINCT ON (c.workspace_id, c.channel_id, c.thread_id) c.workspace_id, c.channel_id, c.thread_id, t.id
     FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS k (workspace_id, channel_id, thread_id)
     JOIN conversations c USING (workspace_id, channel_id, thread_id)
     JOIN tickets t ON t.workspace_id = c.workspace_id AND t.conversation_id = c.id
     ORDER BY c.workspace_id, c.channel_id, c.thread_id, (t.status = 'resolved'), t.last_at DESC`,
    [
      threads.map(({ workspaceId }) => workspaceId),
      threads.map(({ channelId }) => channelId),
      threads.map(({ threadId }) => threadId),
    ],
  );
  return new Map(
    rows.map((row) => [
      threadKey({ workspaceId: row.workspace_id, channelId: row.channel_id, threadId: row.thread_id }),
      { workspaceId: row.workspace_id, ticketId: row.id },
    ]),
  );
}
