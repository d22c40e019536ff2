import { Injectable } from '@nestjs/common';
import { newId, NewName, Rejection, type Role, SettingsChange, WorkspaceSettings } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, Relay } from '@duet/messaging';
import { z } from 'zod';
import { memberRoute, type Route } from '../http/route.ts';
import type { Command } from '../people/memberships.ts';
import { changeSettings, renameWorkspace } from '../provisioning/workspaces.ts';

const roles: readonly Role[] = ['owner', 'admin'];

/** What a workspace is called, and what it sets otherwise than the product's rules, within what TikTok takes. */
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
          const settings = await this.#command((command) => changeSettings(command, workspace.id, change));
          if (!settings) throw new Rejection('not_found');
          return settings;
        },
      ),
      memberRoute(
        {
          id: 'renameWorkspace',
          method: 'POST',
          path: '/workspace',
          summary: 'Give the workspace another name',
          request: NewName,
          roles,
          status: 204,
          answer: null,
        },
        ({ name }, { workspace }) => this.#command((command) => renameWorkspace(command, workspace.id, name)),
      ),
    ];
  }

  #command<Result>(work: (command: Command) => Promise<Result>): Promise<Result> {
    const id = newId();
    return this.database.asWorker((tx) => {
      tx.afterCommit(() => this.relay.wake());
      return work({ tx, now: this.clock.now(), cause: { id, correlationId: id } });
    });
  }
}
