import { Injectable } from '@nestjs/common';
import { newId, Rejection, type Role, SettingsChange, WorkspaceSettings } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, Relay } from '@duet/messaging';
import { z } from 'zod';
import { memberRoute, type Route } from '../http/route.ts';
import { changeSettings } from '../provisioning/workspaces.ts';

const roles: readonly Role[] = ['owner', 'admin'];

/** What a workspace sets otherwise than the product's rules, within what TikTok takes. */
@Injectable()
export class SettingsRoutes {
  constructor(
    private readonly database: Database,
    private readonly relay: Relay,
    private readonly clock: Clock,
  ) {}

  routes(): Route[] {
    const path = '/workspace/settings';
    return [
      memberRoute(
        {
          id: 'getSettings',
          method: 'GET',
          path,
          summary: 'Settings of the workspace',
          request: z.object({}),
          roles: ['owner', 'admin', 'supervisor', 'agent'],
          status: 200,
          answer: WorkspaceSettings,
        },
        (_request, { workspace }) => Promise.resolve(workspace.settings),
      ),
      memberRoute(
        {
          id: 'changeSettings',
          method: 'POST',
          path,
          summary: 'Change settings of the workspace',
          request: SettingsChange,
          roles,
          status: 200,
          answer: WorkspaceSettings,
        },
        async (change, { workspace }) => {
          const id = newId();
          const cause = { id, correlationId: id };
          const settings = await this.database.asWorker((tx) => {
            tx.afterCommit(() => this.relay.wake());
            return changeSettings({ tx, now: this.clock.now(), cause }, workspace.id, change);
          });
          if (!settings) throw new Rejection('not_found');
          return settings;
        },
      ),
    ];
  }
}
