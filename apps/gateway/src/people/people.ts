import { Injectable } from '@nestjs/common';
import { type Handover, newId, PersonRemoved, Rejection, type Role } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, publish, Relay, writeOutbox } from '@duet/messaging';
import { assertNotAbove } from '../access/rank.ts';
import type { Caller } from '../http/route.ts';
import { sessionStore } from '../sessions/session.store.ts';
import { type Command, tellOf } from './memberships.ts';
import { type Member, personStore } from './person.store.ts';

/** Other roles for members, and members who leave. */
@Injectable()
export class People {
  constructor(
    private readonly database: Database,
    private readonly relay: Relay,
    private readonly clock: Clock,
  ) {}

  /** @throws Rejection `not_found`, `forbidden` for a role above one's own, `last_owner` */
  changeRole({ actor, workspace }: Caller, personId: string, role: Role): Promise<Member> {
    return this.#change(async (command) => {
      const { tx, now } = command;
      const { member, otherOwners } = await personStore.lockWithOwners(tx, workspace.id, personId);
      if (!member) throw new Rejection('not_found');
      assertNotAbove(actor.role, member.role);
      assertNotAbove(actor.role, role);
      if (role !== 'owner') assertOwnerLeft(member.role, otherOwners);
      if (role !== member.role)
        await personStore.saveMembership(tx, { workspaceId: workspace.id, personId, role, now });
      return tellOf(command, workspace.id, personId);
    });
  }

  /**
   * Takes somebody out: the sessions end in the same transaction, and ticketing hears whose hands the tickets go into.
   * @throws Rejection `not_found`, also for a colleague who is to get the tickets; `forbidden`, `last_owner`
   */
  remove({ actor, workspace }: Caller, personId: string, to: Handover): Promise<Member> {
    return this.#change(async (command) => {
      const { tx, now, cause } = command;
      const { member, otherOwners } = await personStore.lockWithOwners(tx, workspace.id, personId);
      const heir = to.kind === 'person' ? await personStore.findMember(tx, workspace.id, to.id) : null;
      if (!member || (heir !== null && (!heir?.active || heir.id === personId))) throw new Rejection('not_found');
      assertNotAbove(actor.role, member.role);
      assertOwnerLeft(member.role, otherOwners);
      await personStore.deactivate(tx, workspace.id, personId);
      await sessionStore.endAll(tx, workspace.id, personId);
      const removed = await tellOf(command, workspace.id, personId);
      const data = { personId, by: actor, to };
      const about = { workspaceId: workspace.id, data, cause, occurredAt: now, personKey: personId };
      await writeOutbox(tx, [publish(PersonRemoved, about)]);
      return removed;
    });
  }

  #change(change: (command: Command) => Promise<Member>): Promise<Member> {
    const id = newId();
    return this.database.asWorker((tx) => {
      tx.afterCommit(() => this.relay.wake());
      return change({ tx, now: this.clock.now(), cause: { id, correlationId: id } });
    });
  }
}

function assertOwnerLeft(role: Role, otherOwners: number): void {
  if (role === 'owner' && otherOwners === 0) throw new Rejection('last_owner');
}
