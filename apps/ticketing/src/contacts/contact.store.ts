import { Injectable } from '@nestjs/common';
import { type ContactView, newId } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { saveContactWords } from '../search/word-rows.ts';

export interface ContactNews {
  readonly workspaceId: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly username: string | null;
  readonly displayName?: string | null;
  readonly avatarUrl?: string | null;
  /** When this was so: older news adds only what is not known yet. */
  readonly at: Date;
}

interface Row {
  workspace_id: string;
  id: string;
  account_id: string;
  external_id: string;
  username: string | null;
  display_name: string | null;
  avatar_url: string | null;
}

export const contactKey = (contact: { workspaceId: string; accountId: string; externalId: string }): string =>
  `${contact.workspaceId}/${contact.accountId}/${contact.externalId}`;

/** Whichever of two values is newer by the time beside it; the other where it says nothing. */
const newerOf = (column: string, time: string): string =>
  `CASE WHEN excluded.${time} < contacts.${time} THEN coalesce(contacts.${column}, excluded.${column})
     ELSE coalesce(excluded.${column}, contacts.${column}) END`;

@Injectable()
export class ContactStore {
  /**
   * Makes the contacts that are new, adds what became known of the others and locks all, in the order of their keys.
   * @param news one entry for each contact
   * @returns by `contactKey`
   */
  async upsert(tx: Tx, news: readonly ContactNews[]): Promise<Map<string, ContactView>> {
    const rows = await tx.query<Row>(
      `INSERT INTO contacts (workspace_id, id, account_id, external_id, username, named_at, display_name, avatar_url, described_at)
       SELECT workspace_id, id, account_id, external_id, username, named_at, display_name, avatar_url, described_at
       FROM json_to_recordset($1) AS c (workspace_id uuid, id uuid, account_id uuid, external_id text, username text,
         named_at timestamptz, display_name text, avatar_url text, described_at timestamptz)
       ORDER BY workspace_id, account_id, external_id
       ON CONFLICT (workspace_id, account_id, external_id) DO UPDATE SET
         username = ${newerOf('username', 'named_at')}, named_at = greatest(contacts.named_at, excluded.named_at),
         display_name = ${newerOf('display_name', 'described_at')}, avatar_url = ${newerOf('avatar_url', 'described_at')},
         described_at = greatest(contacts.described_at, excluded.described_at)
       RETURNING *`,
      [
        JSON.stringify(
          news.map((contact) => ({
            workspace_id: contact.workspaceId,
            id: newId(),
            account_id: contact.accountId,
            external_id: contact.externalId,
            username: contact.username,
            named_at: contact.username === null ? null : contact.at,
            display_name: contact.displayName ?? null,
            avatar_url: contact.avatarUrl ?? null,
            described_at: contact.displayName === undefined ? null : contact.at,
          })),
        ),
      ],
    );
    await saveContactWords(
      tx,
      rows.map((row) => ({ ...contactView(row), workspaceId: row.workspace_id })),
    );
    const keyOf = (row: Row) =>
      contactKey({ workspaceId: row.workspace_id, accountId: row.account_id, externalId: row.external_id });
    return new Map(rows.map((row) => [keyOf(row), contactView(row)]));
  }
}

export const contactView = (row: Omit<Row, 'workspace_id' | 'account_id'>): ContactView => ({
  id: row.id,
  externalId: row.external_id,
  username: row.username,
  displayName: row.display_name,
  avatarUrl: row.avatar_url,
});
