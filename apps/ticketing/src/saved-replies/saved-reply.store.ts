import { Injectable } from '@nestjs/common';
import { Rejection, type SavedReplyView } from '@duet/contracts';
import type { Tx } from '@duet/database';

const columns = 'id, title, shortcut, text, image, owner_id IS NULL AS "isShared"';

/** Saved replies, as one person sees them: everybody's and the person's own. */
@Injectable()
export class SavedReplyStore {
  all(tx: Tx, personId: string): Promise<SavedReplyView[]> {
    return tx.query<SavedReplyView>(
      `SELECT ${columns} FROM saved_replies WHERE owner_id IS NULL OR owner_id = $1 ORDER BY lower(title), id`,
      [personId],
    );
  }

  /** @throws Rejection `not_found` */
  async lock(tx: Tx, id: string, personId: string): Promise<SavedReplyView> {
    const [reply] = await tx.query<SavedReplyView>(
      `SELECT ${columns} FROM saved_replies WHERE id = $1 AND (owner_id IS NULL OR owner_id = $2) FOR UPDATE`,
      [id, personId],
    );
    if (!reply) throw new Rejection('not_found');
    return reply;
  }

  /**
   * @param place whose it is becomes a question of `isShared`
   * @throws Rejection `shortcut_taken`
   */
  async save(tx: Tx, place: { workspaceId: string; personId: string }, reply: SavedReplyView): Promise<void> {
    const ownerId = reply.isShared ? null : place.personId;
    const same = await tx.query(
      `SELECT 1 FROM saved_replies
       WHERE owner_id IS NOT DISTINCT FROM $1 AND lower(shortcut) = lower($2) AND id <> $3`,
      [ownerId, reply.shortcut, reply.id],
    );
    if (same.length > 0) throw new Rejection('shortcut_taken');
    await tx.run(
      `INSERT INTO saved_replies (workspace_id, id, owner_id, title, shortcut, text, image) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (workspace_id, id) DO UPDATE SET owner_id = excluded.owner_id, title = excluded.title,
         shortcut = excluded.shortcut, text = excluded.text, image = excluded.image`,
      [
        place.workspaceId,
        reply.id,
        ownerId,
        reply.title,
        reply.shortcut,
        reply.text,
        reply.image && JSON.stringify(reply.image),
      ],
    );
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.run('DELETE FROM saved_replies WHERE id = $1', [id]);
  }
}
