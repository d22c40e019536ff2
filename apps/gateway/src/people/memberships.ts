import { PersonChanged, type Role } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Cause, publish, writeOutbox } from '@duet/messaging';
import { type Member, personStore } from './person.store.ts';

/** A change under way: its transaction, its time, and what it is done for. */
export interface Command {
  readonly tx: Tx;
  readonly now: Date;
  readonly cause: Cause;
}

/** Lets a person into a workspace, or gives a member this role there. */
export async function admit(
  command: Command,
  { workspaceId, personId, role }: { workspaceId: string; personId: string; role: Role },
): Promise<void> {
  const { tx, now } = command;
  const before = await personStore.findMember(tx, workspaceId, personId);
  if (before?.active && before.role === role) return;
  await personStore.saveMembership(tx, { workspaceId, personId, role, now });
  await tellOf(command, workspaceId, personId);
}

/** Tells the others how somebody now stands in a workspace. */
export async function tellOf({ tx, now, cause }: Command, workspaceId: string, personId: string): Promise<Member> {
  const member = await personStore.findMember(tx, workspaceId, personId);
  if (!member) throw new Error(`the membership of ${personId} was not saved`);
  const { name, role, active, version } = member;
  const data = { personId, name, role, active, version };
  await writeOutbox(tx, [publish(PersonChanged, { workspaceId, data, cause, occurredAt: now, personKey: personId })]);
  return member;
}
