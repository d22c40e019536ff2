import { Injectable } from '@nestjs/common';
import { Rejection, type TagView } from '@duet/contracts';
import type { Tx } from '@duet/database';

const columns = 'id, name, color';

/** The tags of a workspace, in the order of their names. */
@Injectable()
export class TagStore {
  all(tx: Tx): Promise<TagView[]> {
    return tx.query<TagView>(`SELECT ${columns} FROM tags ORDER BY lower(name)`);
  }

  /** Those of them that exist. */
  find(tx: Tx, ids: readonly string[]): Promise<TagView[]> {
    return tx.query<TagView>(`SELECT ${columns} FROM tags WHERE id = ANY($1) ORDER BY lower(name)`, [ids]);
  }

  /** @throws Rejection `tag_exists` */
  async add(tx: Tx, workspaceId: string, { id, name, color }: TagView): Promise<void> {
    const rows = await tx.query(
      `INSERT INTO tags (workspace_id, id, name, color) VALUES ($1, $2, $3, $4)
       ON CONFLICT (workspace_id, lower(name)) DO NOTHING RETURNING id`,
      [workspaceId, id, name, color],
    );
    if (rows.length === 0) throw new Rejection('tag_exists');
  }

  /** @throws Rejection `tag_exists`, `not_found` */
  async change(tx: Tx, id: string, { name, color }: Partial<Omit<TagView, 'id'>>): Promise<TagView> {
    const same = await tx.query('SELECT 1 FROM tags WHERE lower(name) = lower($1) AND id <> $2', [name ?? null, id]);
    if (same.length > 0) throw new Rejection('tag_exists');
    const [tag] = await tx.query<TagView>(
      `UPDATE tags SET name = coalesce($2, name), color = coalesce($3, color) WHERE id = $1 RETURNING ${columns}`,
      [id, name ?? null, color ?? null],
    );
    if (!tag) throw new Rejection('not_found');
    return tag;
  }

  /** @throws Rejection `not_found` */
  async remove(tx: Tx, id: string): Promise<TagView> {
    const [tag] = await tx.query<TagView>(`DELETE FROM tags WHERE id = $1 RETURNING ${columns}`, [id]);
    if (!tag) throw new Rejection('not_found');
    return tag;
  }
}
