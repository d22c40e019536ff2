import type { Tx } from '@duet/database';
import { mailStore } from '../mails/mail.store.ts';
import { personStore } from '../people/person.store.ts';
import { sessionStore } from '../sessions/session.store.ts';
import { hashOf, newToken } from '../sessions/token.ts';

const LIFETIME_MS = 24 * 3_600_000;

/**
 * Makes the link of the workspace's first owner; one that was made before is void.
 *
 * @returns the token, which is stored as a digest only; undefined where there is no such owner
 */
export async function createOwnerLink(
  tx: Tx,
  workspaceId: string,
  now: Date,
): Promise<{ token: string; email: string; expiresAt: string } | undefined> {
  const [owner] = await tx.query<{ id: string; email: string }>(
    `SELECT people.id, email FROM memberships JOIN people ON people.id = person_id
     WHERE workspace_id = $1 AND role = 'owner' AND active ORDER BY memberships.created_at LIMIT 1`,
    [workspaceId],
  );
  if (!owner) return undefined;
  return {
    email: owner.email,
    ...(await createPasswordLink(tx, { workspaceId, personId: owner.id }, now, LIFETIME_MS)),
  };
}

/** Makes a link with which a member sets a password; one that was made before is void. @returns the token, stored as a digest only */
export async function createPasswordLink(
  tx: Tx,
  { workspaceId, personId }: { readonly workspaceId: string; readonly personId: string },
  now: Date,
  lifetimeMs: number,
): Promise<{ token: string; expiresAt: string }> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + lifetimeMs);
  await tx.run(
    `INSERT INTO owner_links (workspace_id, person_id, token_hash, expires_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (workspace_id, person_id) DO UPDATE
     SET token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    [workspaceId, personId, hashOf(token), expiresAt],
  );
  return { token, expiresAt: expiresAt.toISOString() };
}

/** Uses a link up: whoever knew the old password, or holds a session, is out. @returns whose it was */
export async function redeemOwnerLink(
  tx: Tx,
  token: string,
  passwordHash: string,
  now: Date,
): Promise<{ workspaceId: string; personId: string } | undefined> {
  const [link] = await tx.query<{ workspace_id: string; person_id: string }>(
    'DELETE FROM owner_links WHERE token_hash = $1 AND expires_at > $2 RETURNING workspace_id, person_id',
    [hashOf(token), now],
  );
  if (!link) return undefined;
  await personStore.setPassword(tx, link.person_id, passwordHash);
  await sessionStore.endOthers(tx, link.person_id, null);
  await mailStore.drop(tx, link.person_id);
  return { workspaceId: link.workspace_id, personId: link.person_id };
}
