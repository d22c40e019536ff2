import { newId, type Role } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { hashOf, newToken } from '../sessions/token.ts';
import { type ApiKeyRow, apiKeyStore } from './api-key.store.ts';

const PREFIX = 'duet_';
const SHOWN_CHARS = 12;

export const isApiKey = (credential: string): boolean => credential.startsWith(PREFIX);

export interface NewApiKey {
  readonly workspaceId: string;
  readonly name: string;
  readonly role: Role;
  /** The person who made it; null where an operator did. */
  readonly createdBy: string | null;
  readonly now: Date;
}

/** Makes a key. Its text is returned once and stored nowhere. */
export async function createApiKey(tx: Tx, wanted: NewApiKey): Promise<{ apiKey: string; row: ApiKeyRow }> {
  const apiKey = `${PREFIX}${newToken()}`;
  const row: ApiKeyRow = {
    workspace_id: wanted.workspaceId,
    id: newId(),
    prefix: apiKey.slice(0, SHOWN_CHARS),
    name: wanted.name,
    role: wanted.role,
    created_by: wanted.createdBy,
    created_at: wanted.now,
    revoked_at: null,
    last_used_at: null,
  };
  await apiKeyStore.add(tx, { ...row, keyHash: hashOf(apiKey) });
  return { apiKey, row };
}
