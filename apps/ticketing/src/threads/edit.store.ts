import { Injectable } from '@nestjs/common';
import type { Actor } from '@duet/contracts';
import type { Tx } from '@duet/database';

/** A comment that was written in place of another one. */
export interface Edit {
  readonly workspaceId: string;
  /** The comment with the new text. */
  readonly id: string;
  /** The one with the old text. */
  readonly replaces: string;
  readonly actor: Actor;
}

interface Key {
  readonly workspaceId: string;
  readonly id: string;
}

interface Row {
  workspace_id: string;
  id: string;
  replaces: string;
  actor: Actor;
}

@Injectable()
export class EditStore {
  async add(tx: Tx, { workspaceId, id, replaces, actor }: Edit): Promise<void> {
    await tx.query('INSERT INTO edits VALUES ($1, $2, $3, $4)', [workspaceId, id, replaces, JSON.stringify(actor)]);
  }

  /** Those of these messages that are the new text of another one. */
  async of(tx: Tx, messages: readonly Key[]): Promise<Edit[]> {
    return this.#find(tx, messages, 'id');
  }

  /** Everything that was written in place of these messages. */
  async replacing(tx: Tx, messages: readonly Key[]): Promise<Edit[]> {
    return this.#find(tx, messages, 'replaces');
  }

  async #find(tx: Tx, messages: readonly Key[], by: 'id' | 'replaces'): Promise<Edit[]> {
    if (messages.length === 0) return [];
    const rows = await tx.query<Row>(
      `SELECT e.* FROM edits e
       JOIN unnest($1::uuid[], $2::uuid[]) AS k (workspace_id, message_id) ON k.workspace_id = e.workspace_id AND k.message_id = e.${by}
       ORDER BY e.id`,
      [messages.map(({ workspaceId }) => workspaceId), messages.map(({ id }) => id)],
    );
    return rows.map(({ workspace_id: workspaceId, ...edit }) => ({ workspaceId, ...edit }));
  }
}
