import { Injectable } from '@nestjs/common';
import { type Content, type DataOf, isFetched, type MediaSettled, type MediaView } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { ExternalKey } from '../threads/message.store.ts';

interface MayHaveMedia {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly externalId: string | null;
  readonly content: Content;
}

interface Row {
  workspace_id: string;
  channel_id: string;
  external_id: string;
  media: MediaView;
}

/**
 * What became of the pictures and videos of messages. The news may come before the message itself: both write the
 * same row, so whichever comes second sees the other.
 */
@Injectable()
export class MediaStateStore {
  /** Begins to wait for the files of these messages, where they have any. @returns what is known, by external id */
  async expect(tx: Tx, messages: readonly MayHaveMedia[]): Promise<Map<string, MediaView>> {
    const waiting = messages.filter(({ content, externalId }) => externalId !== null && isFetched(content));
    if (waiting.length === 0) return new Map();
    const rows = await tx.query<Row>(
      `INSERT INTO media_states (workspace_id, channel_id, external_id, media)
       SELECT workspace_id, channel_id, external_id, '{"state":"pending"}'
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS m (workspace_id, channel_id, external_id)
       ORDER BY workspace_id, channel_id, external_id
       ON CONFLICT (workspace_id, channel_id, external_id) DO UPDATE SET media = media_states.media
       RETURNING *`,
      [
        waiting.map(({ workspaceId }) => workspaceId),
        waiting.map(({ channelId }) => channelId),
        waiting.map(({ externalId }) => externalId),
      ],
    );
    return new Map(rows.map((row) => [`${row.channel_id}/${row.external_id}`, row.media]));
  }

  /** Those that this is news of. A file that is stored stays so. */
  async save(
    tx: Tx,
    news: readonly { workspaceId: string; data: DataOf<typeof MediaSettled> }[],
  ): Promise<ExternalKey[]> {
    const once = new Map(news.map((one) => [`${one.data.channelId}/${one.data.externalId}`, one]));
    const rows = await tx.query<Row>(
      `INSERT INTO media_states (workspace_id, channel_id, external_id, media)
       SELECT workspace_id, channel_id, external_id, media
       FROM json_to_recordset($1) AS m (workspace_id uuid, channel_id uuid, external_id text, media jsonb)
       ORDER BY workspace_id, channel_id, external_id
       ON CONFLICT (workspace_id, channel_id, external_id) DO UPDATE SET media = excluded.media
       WHERE media_states.media->>'state' <> 'stored'
       RETURNING *`,
      [
        JSON.stringify(
          [...once.values()].map(({ workspaceId, data }) => ({
            workspace_id: workspaceId,
            channel_id: data.channelId,
            external_id: data.externalId,
            media: data.media,
          })),
        ),
      ],
    );
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      channelId: row.channel_id,
      externalId: row.external_id,
    }));
  }
}

/** What `expect` knows of a message. */
export const knownMedia = (
  known: ReadonlyMap<string, MediaView>,
  { channelId, externalId }: MayHaveMedia,
): MediaView | null => known.get(`${channelId}/${externalId}`) ?? null;
