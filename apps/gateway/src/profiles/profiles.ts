import { Injectable } from '@nestjs/common';
import { newId, Rejection } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, Relay } from '@duet/messaging';
import type { Caller } from '../http/route.ts';
import { tellOf } from '../people/memberships.ts';
import { personStore } from '../people/person.store.ts';
import { signInLimit } from '../sessions/attempt-limit.ts';
import { hashPassword, passwordMatches } from '../sessions/password.ts';
import { RealTime } from '../sessions/real-time.ts';
import { sessionStore } from '../sessions/session.store.ts';

/** What people change about themselves. */
@Injectable()
export class Profiles {
  constructor(
    private readonly database: Database,
    private readonly relay: Relay,
    private readonly clock: Clock,
    private readonly time: RealTime,
  ) {}

  /** The new name holds in every workspace of the person. */
  async rename(personId: string, name: string): Promise<void> {
    const id = newId();
    await this.database.asWorker(async (tx) => {
      const command = { tx, now: this.clock.now(), cause: { id, correlationId: id } };
      const workspaces = await personStore.rename(tx, personId, name);
      for (const workspaceId of workspaces) await tellOf(command, workspaceId, personId);
      tx.afterCommit(() => this.relay.wake());
    });
  }

  /**
   * Every other session of the person ends.
   * @throws Rejection `wrong_credentials`, `too_many_attempts`
   */
  async changePassword(caller: Caller, email: string, wanted: { current: string; password: string }, address: string) {
    const startedAt = this.time.now();
    const known = await this.database.asWorker(async (tx) => {
      await signInLimit.take(tx, email, address, startedAt);
      return personStore.findKnown(tx, email);
    });
    if (!(await passwordMatches(known?.passwordHash, wanted.current))) throw new Rejection('wrong_credentials');
    const passwordHash = await hashPassword(wanted.password);
    await this.database.asWorker(async (tx) => {
      await signInLimit.giveBack(tx, email, address, startedAt);
      await personStore.setPassword(tx, caller.actor.id, passwordHash);
      await sessionStore.endOthers(tx, caller.actor.id, caller.sessionId);
    });
  }

  async signOutEverywhere(personId: string): Promise<void> {
    await this.database.asWorker((tx) => sessionStore.endOthers(tx, personId, null));
  }
}
