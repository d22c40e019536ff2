import type { Role } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly active: boolean;
}

/** Somebody of a workspace, and when a page of theirs was last open. */
export interface SeenPerson extends Person {
  readonly isOnline: boolean;
  readonly lastSeenAt: Date | null;
}

/** Somebody who was here before, by their e-mail. */
export interface KnownPerson {
  readonly id: string;
  readonly passwordHash: string;
  /** Of any workspace. */
  readonly isMember: boolean;
}

export interface Member extends Person {
  readonly version: number;
}

export const personStore = {
  /** In a person's transaction the people of the workspace, by name. */
  list(tx: Tx): Promise<SeenPerson[]> {
    return tx.query<SeenPerson>(
      `SELECT people.id, name, email, role, active, coalesce(is_online, false) AS "isOnline", seen_at AS "lastSeenAt"
       FROM memberships JOIN people ON people.id = person_id LEFT JOIN presences USING (workspace_id, person_id)
       ORDER BY lower(name), people.id`,
    );
  },

  async findByEmail(tx: Tx, email: string): Promise<{ id: string; name: string } | undefined> {
    const [row] = await tx.query<{ id: string; name: string }>('SELECT id, name FROM people WHERE email = $1', [email]);
    return row;
  },

  async findKnown(tx: Tx, email: string): Promise<KnownPerson | undefined> {
    const [row] = await tx.query<KnownPerson>(
      `SELECT id, password_hash AS "passwordHash",
         EXISTS (SELECT FROM memberships WHERE person_id = id AND active) AS "isMember"
       FROM people WHERE email = $1`,
      [email],
    );
    return row;
  },

  async findMember(tx: Tx, workspaceId: string, personId: string): Promise<Member | undefined> {
    const [row] = await tx.query<Member>(
      `SELECT people.id, name, email, role, active, memberships.version
       FROM memberships JOIN people ON people.id = person_id WHERE workspace_id = $1 AND person_id = $2`,
      [workspaceId, personId],
    );
    return row;
  },

  /**
   * The active member and all owners of the workspace, held by this transaction: of two owners who lower each other
   * at once, the second one sees that the first is gone.
   */
  async lockWithOwners(
    tx: Tx,
    workspaceId: string,
    personId: string,
  ): Promise<{ member: { id: string; role: Role } | undefined; otherOwners: number }> {
    const rows = await tx.query<{ id: string; role: Role }>(
      `SELECT person_id AS id, role FROM memberships
       WHERE workspace_id = $1 AND active AND (role = 'owner' OR person_id = $2) ORDER BY person_id FOR UPDATE`,
      [workspaceId, personId],
    );
    const member = rows.find(({ id }) => id === personId);
    return { member, otherOwners: rows.filter(({ id, role }) => role === 'owner' && id !== personId).length };
  },

  async deactivate(tx: Tx, workspaceId: string, personId: string): Promise<void> {
    await tx.run(
      'UPDATE memberships SET active = false, version = version + 1 WHERE workspace_id = $1 AND person_id = $2',
      [workspaceId, personId],
    );
  },

  async setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
    await tx.run('UPDATE people SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
  },

  /** @returns the workspaces in which the person now stands under the new name */
  async rename(tx: Tx, id: string, name: string): Promise<string[]> {
    await tx.run('UPDATE people SET name = $2 WHERE id = $1', [id, name]);
    const rows = await tx.query<{ workspace_id: string }>(
      'UPDATE memberships SET version = version + 1 WHERE person_id = $1 AND active RETURNING workspace_id',
      [id],
    );
    return rows.map(({ workspace_id }) => workspace_id);
  },

  /** Somebody who had left everywhere begins anew. */
  async renew(tx: Tx, id: string, { name, passwordHash }: { name: string; passwordHash: string }): Promise<void> {
    await tx.run('UPDATE people SET name = $2, password_hash = $3 WHERE id = $1', [id, name, passwordHash]);
  },

  async add(
    tx: Tx,
    person: { id: string; email: string; name: string; passwordHash: string; now: Date },
  ): Promise<void> {
    await tx.run('INSERT INTO people (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)', [
      person.id,
      person.email,
      person.name,
      person.passwordHash,
      person.now,
    ]);
  },

  /** Joins the workspace, or gets this role there. */
  async saveMembership(
    tx: Tx,
    membership: { workspaceId: string; personId: string; role: Role; now: Date },
  ): Promise<void> {
    await tx.run(
      `INSERT INTO memberships (workspace_id, person_id, role, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (workspace_id, person_id) DO UPDATE
       SET role = excluded.role, active = true, version = memberships.version + 1`,
      [membership.workspaceId, membership.personId, membership.role, membership.now],
    );
  },
};
