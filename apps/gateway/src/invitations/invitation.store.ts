import type { MailLanguage, Role } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface Invitation {
  readonly workspaceId: string;
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly language: MailLanguage;
  readonly invitedBy: string;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
}

export type InvitationRow = Pick<Invitation, 'id' | 'email' | 'role' | 'invitedBy' | 'invitedAt' | 'expiresAt'>;

const shown = `id, email, role, invited_by AS "invitedBy", invited_at AS "invitedAt", expires_at AS "expiresAt"`;
const columns = `workspace_id AS "workspaceId", language, ${shown}`;

const KEPT_MS = 30 * 86_400_000;

export const invitationStore = {
  /** In a person's transaction those of the workspace, newest first. */
  list(tx: Tx): Promise<InvitationRow[]> {
    return tx.query<InvitationRow>(`SELECT ${shown} FROM invitations ORDER BY invited_at DESC, id DESC`);
  },

  /** One for an e-mail: whom it invited before, it invites anew. */
  async save(tx: Tx, invitation: Invitation, tokenHash: Buffer): Promise<Invitation> {
    const { workspaceId, id, email, role, language, invitedBy, invitedAt, expiresAt } = invitation;
    const [row] = await tx.query<Invitation>(
      `INSERT INTO invitations (workspace_id, id, email, role, language, token_hash, invited_by, invited_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (workspace_id, email) DO UPDATE SET role = excluded.role, language = excluded.language,
         token_hash = excluded.token_hash, invited_by = excluded.invited_by, invited_at = excluded.invited_at,
         expires_at = excluded.expires_at
       RETURNING ${columns}`,
      [workspaceId, id, email, role, language, tokenHash, invitedBy, invitedAt, expiresAt],
    );
    if (!row) throw new Error('an invitation that was just written is missing');
    return row;
  },

  /** Held by this transaction; undefined where the workspace has none of this id. */
  async lock(tx: Tx, workspaceId: string, id: string): Promise<Invitation | undefined> {
    const [row] = await tx.query<Invitation>(
      `SELECT ${columns} FROM invitations WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
      [workspaceId, id],
    );
    return row;
  },

  /** Undefined where the link was used already or is too old. */
  async find(tx: Tx, tokenHash: Buffer, now: Date): Promise<(Invitation & { workspace: string }) | undefined> {
    const [row] = await tx.query<Invitation & { workspace: string }>(
      `SELECT ${columns}, (SELECT name FROM workspaces w WHERE w.workspace_id = i.workspace_id) AS workspace
       FROM invitations i WHERE token_hash = $1 AND expires_at > $2`,
      [tokenHash, now],
    );
    return row;
  },

  /** Uses the link up: of two at once one gets the invitation. */
  async take(tx: Tx, tokenHash: Buffer, now: Date): Promise<Invitation | undefined> {
    const [row] = await tx.query<Invitation>(
      `DELETE FROM invitations WHERE token_hash = $1 AND expires_at > $2 RETURNING ${columns}`,
      [tokenHash, now],
    );
    return row;
  },

  async remove(tx: Tx, workspaceId: string, id: string): Promise<void> {
    await tx.run('DELETE FROM invitations WHERE workspace_id = $1 AND id = $2', [workspaceId, id]);
  },

  async forget(tx: Tx, now: Date): Promise<void> {
    await tx.run('DELETE FROM invitations WHERE expires_at < $1', [new Date(now.getTime() - KEPT_MS)]);
  },
};
