import { Injectable } from '@nestjs/common';
import type { DataOf, PersonChanged } from '@duet/contracts';
import type { Tx } from '@duet/database';

@Injectable()
export class PersonStore {
  async save(tx: Tx, workspaceId: string, person: DataOf<typeof PersonChanged>): Promise<void> {
    await tx.query(
      `INSERT INTO people VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (workspace_id, id) DO UPDATE SET
         name = excluded.name, role = excluded.role, active = excluded.active, version = excluded.version
       WHERE people.version < excluded.version`,
      [workspaceId, person.personId, person.name, person.role, person.active, person.version],
    );
  }

  /** An active person of the workspace, or null. */
  async find(tx: Tx, id: string): Promise<{ id: string; name: string } | null> {
    const [row] = await tx.query<{ id: string; name: string }>('SELECT id, name FROM people WHERE id = $1 AND active', [
      id,
    ]);
    return row ?? null;
  }

  /** The same for a transaction that sees all workspaces. */
  async findIn(tx: Tx, workspaceId: string, id: string): Promise<{ id: string; name: string } | null> {
    const [row] = await tx.query<{ id: string; name: string }>(
      'SELECT id, name FROM people WHERE workspace_id = $1 AND id = $2 AND active',
      [workspaceId, id],
    );
    return row ?? null;
  }

  async name(tx: Tx, id: string | null): Promise<string | null> {
    if (id === null) return null;
    const [row] = await tx.query<{ name: string }>('SELECT name FROM people WHERE id = $1', [id]);
    return row?.name ?? null;
  }
}
