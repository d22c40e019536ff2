import { Injectable } from '@nestjs/common';
import { Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';

/** What a workspace sets for the work on its tickets, page by page. */
export type DocumentKind = 'business_hours' | 'sla_policies';

/** One row for each page of settings, read and written as a whole. */
@Injectable()
export class DocumentStore {
  /** The page as it was last saved; null and version 0 when it never was. */
  async read<Page>(
    tx: Tx,
    kind: DocumentKind,
    parse: (document: unknown) => Page,
  ): Promise<{ document: Page | null; version: number }> {
    const [row] = await tx.query<{ document: unknown; version: number }>(
      'SELECT document, version FROM settings_documents WHERE kind = $1',
      [kind],
    );
    return row ? { document: parse(row.document), version: row.version } : { document: null, version: 0 };
  }

  /**
   * @param version the one that was changed
   * @returns the version that now stands
   * @throws Rejection `changed_meanwhile`
   */
  async write(tx: Tx, workspaceId: string, kind: DocumentKind, document: unknown, version: number): Promise<number> {
    const [row] = await tx.query<{ version: number }>(
      `INSERT INTO settings_documents AS held (workspace_id, kind, document, version)
       SELECT $1, $2, $3, 1 WHERE $4 = 0 OR EXISTS (SELECT 1 FROM settings_documents WHERE workspace_id = $1 AND kind = $2)
       ON CONFLICT (workspace_id, kind) DO UPDATE SET document = excluded.document, version = held.version + 1
       WHERE held.version = $4 RETURNING version`,
      [workspaceId, kind, JSON.stringify(document), version],
    );
    if (!row) throw new Rejection('changed_meanwhile');
    return row.version;
  }
}
