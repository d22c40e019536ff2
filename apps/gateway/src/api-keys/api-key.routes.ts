import { Injectable } from '@nestjs/common';
import { Rejection, Role, Timestamp } from '@duet/contracts';
import { Database } from '@duet/database';
import { z } from 'zod';
import { assertNotAbove } from '../access/rank.ts';
import { memberRoute, type Route } from '../http/route.ts';
import { RealTime } from '../sessions/real-time.ts';
import { createApiKey } from './api-key.ts';
import { type ApiKeyRow, apiKeyStore } from './api-key.store.ts';

export const ApiKeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  role: Role,
  /** The key's first characters, to tell keys apart. */
  prefix: z.string(),
  createdBy: z.uuid().nullable(),
  createdAt: Timestamp,
  revokedAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable(),
});

const roles: readonly Role[] = ['owner', 'admin'];

@Injectable()
export class ApiKeyRoutes {
  constructor(
    private readonly database: Database,
    private readonly time: RealTime,
  ) {}

  routes(): Route[] {
    return [
      memberRoute(
        {
          id: 'listApiKeys',
          method: 'GET',
          path: '/api-keys',
          summary: 'API keys of the workspace, newest first',
          request: z.object({}),
          roles,
          status: 200,
          answer: z.object({ apiKeys: z.array(ApiKeyView) }),
        },
        async (_request, { workspace }) => {
          const rows = await this.database.asPerson(workspace.id, (tx) => apiKeyStore.list(tx));
          return { apiKeys: rows.map(present) };
        },
      ),
      memberRoute(
        {
          id: 'createApiKey',
          method: 'POST',
          path: '/api-keys',
          summary: 'Make an API key; its text is told this once',
          request: z.object({ name: z.string().trim().min(1).max(80), role: Role }),
          roles,
          status: 201,
          answer: ApiKeyView.extend({ apiKey: z.string() }),
        },
        async ({ name, role }, { actor, workspace }) => {
          // Nobody hands out more than they have themselves.
          assertNotAbove(actor.role, role);
          const createdBy = actor.kind === 'person' ? actor.id : null;
          const { apiKey, row } = await this.database.asPerson(workspace.id, (tx) =>
            createApiKey(tx, { workspaceId: workspace.id, name, role, createdBy, now: this.time.now() }),
          );
          return { ...present(row), apiKey };
        },
      ),
      memberRoute(
        {
          id: 'revokeApiKey',
          method: 'POST',
          path: '/api-keys/{id}/revoke',
          summary: 'Revoke an API key for good',
          request: z.object({ id: z.uuid() }),
          roles,
          status: 200,
          answer: ApiKeyView,
          refusals: ['not_found'],
        },
        async ({ id }, { workspace }) => {
          const row = await this.database.asPerson(workspace.id, (tx) => apiKeyStore.revoke(tx, id, this.time.now()));
          if (!row) throw new Rejection('not_found');
          return present(row);
        },
      ),
    ];
  }
}

const present = (row: ApiKeyRow): z.input<typeof ApiKeyView> => ({
  id: row.id,
  name: row.name,
  role: row.role,
  prefix: row.prefix,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});
