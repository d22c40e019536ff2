import { type ContactView, searchableText, wordsOf } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Message } from '../threads/message.ts';

const formsOf = (text: string): string[] => [...new Set(wordsOf(text).map(({ form }) => form))];

/** Makes messages that were just written findable, in the same transaction. */
export async function insertMessageWords(tx: Tx, messages: readonly Message[]): Promise<void> {
  const rows = messages.flatMap((message) => {
    const words = formsOf(searchableText(message.content));
    if (words.length === 0) return [];
    return {
      workspace_id: message.workspaceId,
      message_id: message.id,
      ticket_id: message.ticketId,
      channel_id: message.channelId,
      conversation_id: message.conversationId,
      sent_at: message.sentAt,
      words,
    };
  });
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO message_words
     SELECT workspace_id, message_id, ticket_id, channel_id, conversation_id, sent_at,
       keyed(week_key(workspace_id, search_week(sent_at)), words)
     FROM json_to_recordset($1) AS w (workspace_id uuid, message_id uuid, ticket_id uuid, channel_id uuid,
       conversation_id uuid, sent_at timestamptz, words text[])`,
    [JSON.stringify(rows)],
  );
}

/** Makes contacts findable by what they are called now. The transaction holds their rows. */
export async function saveContactWords(
  tx: Tx,
  contacts: readonly (Pick<ContactView, 'id' | 'username' | 'displayName'> & { workspaceId: string })[],
): Promise<void> {
  const rows = contacts.map(({ workspaceId, id, username, displayName }) => ({
    workspace_id: workspaceId,
    contact_id: id,
    words: formsOf(`${username ?? ''} ${displayName ?? ''}`),
  }));
  await tx.query(
    `INSERT INTO contact_words
     SELECT workspace_id, contact_id, keyed(name_key(workspace_id), words)
     FROM json_to_recordset($1) AS w (workspace_id uuid, contact_id uuid, words text[])
     ON CONFLICT (workspace_id, contact_id) DO UPDATE SET words = excluded.words
       WHERE contact_words.words <> excluded.words`,
    [JSON.stringify(rows)],
  );
}
