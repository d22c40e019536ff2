import {
  defaultSettings,
  newId,
  PersonChanged,
  type Role,
  type SettingsChange,
  WorkspaceChanged,
  type WorkspaceSettings,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Cause, publish, type Publish, writeOutbox } from '@duet/messaging';
import { personStore } from '../people/person.store.ts';
import { type Workspace, workspaceStore } from './workspace.store.ts';

export type Plan = 'free' | 'paid';

/** What an operator's command is allowed to take for granted. */
export interface Command {
  readonly tx: Tx;
  readonly now: Date;
  readonly cause: Cause;
}

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
  wanted: { workspaceId: string; role: Role; person: NewPerson },
): Promise<{ personId: string; created: boolean }> {
  const { tx, now, cause } = command;
  const { workspaceId, role, person } = wanted;
  const known = await personStore.findByEmail(tx, person.email);
  const personId = known?.id ?? newId();
  if (!known) await personStore.add(tx, { id: personId, ...person, now });
  const before = await personStore.findMember(tx, workspaceId, personId);
  if (before?.active && before.role === role) return { personId, created: false };
  await personStore.saveMembership(tx, { workspaceId, personId, role, now });
  const member = await personStore.findMember(tx, workspaceId, personId);
  if (!member) throw new Error(`the membership of ${personId} was not saved`);
  const { name, active, version } = member;
  const data = { personId, name, role, active, version };
  await writeOutbox(tx, [publish(PersonChanged, { workspaceId, data, cause, occurredAt: now, personKey: personId })]);
  return { personId, created: !known };
}

function workspaceChanged({ cause, now }: Command, { id, name, plan, settings, version }: Workspace): Publish {
  const data = { name, plan, settings, version };
  return publish(WorkspaceChanged, { workspaceId: id, data, cause, occurredAt: now });
}
