import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import { LookupQueue } from '../lookups/lookup-queue.ts';
import type { ContactLookup, Seen } from './contact-lookup.ts';

interface Row {
  readonly workspace_id: string;
  readonly account_id: string;
  readonly external_id: string;
  readonly channel_id: string;
  readonly username: string | null;
  readonly conversation_id: string | null;
  readonly video_id: string | null;
  readonly comment_id: string | null;
  readonly attempts: number;
}

@Injectable()
export class ContactLookupStore extends LookupQueue<Row, ContactLookup> {
  constructor() {
    super({
      table: 'contact_lookups',
      idColumn: 'external_id',
      idOf: ({ externalId }) => externalId,
      fromRow: toLookup,
    });
  }

  /**
   * Adds who is not waiting already and was not answered since `askedSince`.
   * @param seen each contact of an account once
   * @param at real time of the first attempt
   */
  async enqueue(tx: Tx, seen: readonly Seen[], at: Date, askedSince: Date): Promise<void> {
    const rows = seen.map(({ workspaceId, accountId, externalId, channelId, username, place }) => ({
      workspace_id: workspaceId,
      account_id: accountId,
      external_id: externalId,
      channel_id: channelId,
      username,
      conversation_id: place.kind === 'conversation' ? place.conversationId : null,
      video_id: place.kind === 'comment' ? place.videoId : null,
      comment_id: place.kind === 'comment' ? place.commentId : null,
    }));
    await tx.query(
      `INSERT INTO contact_lookups (workspace_id, account_id, external_id, channel_id, username, conversation_id,
         video_id, comment_id, attempts, next_attempt_at)
       SELECT workspace_id, account_id, external_id, channel_id, username, conversation_id, video_id, comment_id, 0, $2
       FROM json_to_recordset($1) AS seen (workspace_id uuid, account_id uuid, external_id text, channel_id uuid,
         username text, conversation_id text, video_id text, comment_id text)
       ORDER BY workspace_id, account_id, external_id
       ON CONFLICT (workspace_id, account_id, external_id) DO UPDATE SET
         channel_id = excluded.channel_id, username = coalesce(excluded.username, contact_lookups.username),
         conversation_id = excluded.conversation_id, video_id = excluded.video_id, comment_id = excluded.comment_id,
         attempts = 0, next_attempt_at = excluded.next_attempt_at
       WHERE contact_lookups.next_attempt_at IS NULL AND contact_lookups.asked_at <= $3`,
      [JSON.stringify(rows), at, askedSince],
    );
  }
}

function toLookup(row: Row): ContactLookup[] {
  const place = placeOf(row);
  if (!place) return [];
  const { workspace_id: workspaceId, account_id: accountId, external_id: externalId, channel_id: channelId } = row;
  return [{ workspaceId, accountId, externalId, channelId, username: row.username, place, attempts: row.attempts }];
}

function placeOf({ conversation_id, video_id, comment_id }: Row): Seen['place'] | undefined {
  if (conversation_id !== null) return { kind: 'conversation', conversationId: conversation_id };
  if (video_id !== null && comment_id !== null) return { kind: 'comment', videoId: video_id, commentId: comment_id };
  return undefined;
}
