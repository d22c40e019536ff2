import { Injectable } from '@nestjs/common';
import { Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';

/** What a workspace sets for the work on its tickets, page by page. */
export type DocumentKind =
  | 'business_hours'
  | 'sla_policies'
  | 'teams'
  | 'assignment_rules'
  | 'contact_attributes'
  | 'shared_views'
  | `views_of_${string}`;

/** One row for each page of settings, read and written as a whole. */
@Injectable()
export class DocumentStore {
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(audit: AuditStore, clock: Clock) {
    this.#audit = audit;
    this.#clock = clock;
  }

  /** The page as it was last saved; null and version 0 when it never was. */
  async read<Page>(
    tx: Tx,
    workspaceId: string,
    kind: DocumentKind,
    parse: (document: unknown) => Page,
  ): Promise<{ document: Page | null; version: number }> {
    const [row] = await tx.query<{ document: unknown; version: number }>(
      'SELECT document, version FROM settings_documents WHERE workspace_id = $1 AND kind = $2',
      [workspaceId, kind],
    );
    return row ? { document: parse(row.document), version: row.version } : { document: null, version: 0 };
  }

  /**
   * Saves a page for whoever asked, and puts that on record.
   * @param version the one that was changed
   * @param action what the record calls it
   * @returns the version that now stands
   * @throws Rejection `changed_meanwhile`
   */
  async save(
    { tx, actor }: QuestionInTx,
    kind: DocumentKind,
    document: unknown,
    version: number,
    action = `${kind}_set`,
  ): Promise<number> {
    const [row] = await tx.query<{ version: number }>(
      `INSERT INTO settings_documents AS held (workspace_id, kind, document, version)
       SELECT $1, $2, $3, 1 WHERE $4 = 0 OR EXISTS (SELECT 1 FROM settings_documents WHERE workspace_id = $1 AND kind = $2)
       ON CONFLICT (workspace_id, kind) DO UPDATE SET document = excluded.document, version = held.version + 1
       WHERE held.version = $4 RETURNING version`,
      [actor.workspaceId, kind, JSON.stringify(document), version],
    );
    if (!row) throw new Rejection('changed_meanwhile');
    const details = { version: row.version };
    await this.#audit.add(tx, { at: this.#clock.now(), actor, action, ticketId: null, details });
    return row.version;
  }
}
