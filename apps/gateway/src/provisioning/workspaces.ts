import {
  defaultSettings,
  newId,
  type Role,
  type SettingsChange,
  WorkspaceChanged,
  type WorkspaceSettings,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { publish, type Publish, writeOutbox } from '@duet/messaging';
import { admit, type Command } from '../people/memberships.ts';
import { personStore } from '../people/person.store.ts';
import { type Workspace, workspaceStore } from './workspace.store.ts';

export type Plan = 'free' | 'paid';

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** Makes a workspace with its owner; where the owner is known already, the workspace that they own is the answer. */
export async function createWorkspace(
  command: Command,
  wanted: { name: string; plan: Plan; owner: NewPerson },
): Promise<{ workspaceId: string; personId: string; created: boolean; isNewPerson: boolean }> {
  const { tx, now } = command;
  const known = await personStore.findByEmail(tx, wanted.owner.email);
  const owned = known && (await workspaceStore.findOwned(tx, known.id));
  if (known && owned) return { workspaceId: owned, personId: known.id, created: false, isNewPerson: false };
  const workspaceId = newId();
  await workspaceStore.add(tx, { id: workspaceId, name: wanted.name, plan: wanted.plan, now });
  await writeOutbox(tx, [
    workspaceChanged(command, { id: workspaceId, ...wanted, settings: defaultSettings, version: 1 }),
  ]);
  const { personId } = await addPerson(command, { workspaceId, role: 'owner', person: wanted.owner });
  return { workspaceId, personId, created: true, isNewPerson: !known };
}

/** @returns false where there is no such workspace */
export async function setPlan(command: Command, workspaceId: string, plan: Plan): Promise<boolean> {
  const workspace = await workspaceStore.setPlan(command.tx, workspaceId, plan);
  if (!workspace) return false;
  if (workspace.changed) await writeOutbox(command.tx, [workspaceChanged(command, workspace)]);
  return true;
}

export async function renameWorkspace(command: Command, workspaceId: string, name: string): Promise<void> {
  const workspace = await workspaceStore.rename(command.tx, workspaceId, name);
  if (workspace) await writeOutbox(command.tx, [workspaceChanged(command, workspace)]);
}

/** @returns the settings as they are now; undefined where there is no such workspace */
export async function changeSettings(
  command: Command,
  workspaceId: string,
  change: SettingsChange,
): Promise<WorkspaceSettings | undefined> {
  const workspace = await workspaceStore.setSettings(command.tx, workspaceId, change);
  if (workspace) await writeOutbox(command.tx, [workspaceChanged(command, workspace)]);
  return workspace?.settings;
}

/** Lets a person into a workspace, or gives a member another role. A known person keeps name and password. */
export async function addPerson(
  command: Command,
  { workspaceId, role, person }: { workspaceId: string; role: Role; person: NewPerson },
): Promise<{ personId: string; created: boolean }> {
  const { tx, now } = command;
  const known = await personStore.findByEmail(tx, person.email);
  const personId = known?.id ?? newId();
  if (!known) await personStore.add(tx, { id: personId, ...person, now });
  await admit(command, { workspaceId, personId, role });
  return { personId, created: !known };
}

/** One change of who is here at a time: two for the same e-mail would meet halfway. */
export const lockProvisioning = async (tx: Tx): Promise<void> =>
  void (await tx.query(`SELECT pg_advisory_xact_lock(hashtext('gateway.provisioning'))`));

function workspaceChanged({ cause, now }: Command, { id, name, plan, settings, version }: Workspace): Publish {
  const data = { name, plan, settings, version };
  return publish(WorkspaceChanged, { workspaceId: id, data, cause, occurredAt: now });
}
