import type { Role } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly active: boolean;
}

export interface Member extends Person {
  readonly version: number;
}

export const personStore = {
  /** In a person's transaction the people of the workspace, by name. */
  list(tx: Tx): Promise<Person[]> {
    return tx.query<Person>(
      `SELECT people.id, name, email, role, active FROM memberships JOIN people ON people.id = person_id
       ORDER BY lower(name), people.id`,
    );
  },

  async findByEmail(tx: Tx, email: string): Promise<{ id: string; name: string } | undefined> {
    const [row] = await tx.query<{ id: string; name: string }>('SELECT id, name FROM people WHERE email = $1', [email]);
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
