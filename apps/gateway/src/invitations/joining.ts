import { Injectable } from '@nestjs/common';
import { type InvitationOffer, newId, Rejection } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { Clock, Relay } from '@duet/messaging';
import { mailStore } from '../mails/mail.store.ts';
import { admit } from '../people/memberships.ts';
import { personStore } from '../people/person.store.ts';
import { lockProvisioning } from '../provisioning/workspaces.ts';
import { hashPassword, passwordMatches } from '../sessions/password.ts';
import { RealTime } from '../sessions/real-time.ts';
import { type Entry, Sessions } from '../sessions/sessions.ts';
import { signInLimit } from '../sessions/attempt-limit.ts';
import { hashOf } from '../sessions/token.ts';
import { invitationStore } from './invitation.store.ts';

interface Proof {
  readonly token: string;
  readonly name?: string | undefined;
  readonly password: string;
  /** Where the request came from. */
  readonly address: string;
}

interface Newcomer {
  readonly name: string;
  readonly passwordHash: string;
}

/**
 * Taking an invitation. Whoever is a member somewhere proves it by the password: the link alone, which an owner may read
 * while no mail server is set, gives nobody the identity that somebody has elsewhere.
 */
@Injectable()
export class Joining {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly relay: Relay,
    private readonly clock: Clock,
    private readonly time: RealTime,
  ) {}

  /** @throws Rejection `link_invalid` */
  look(token: string): Promise<InvitationOffer> {
    return this.database.asWorker(async (tx) => {
      const found = await invitationStore.find(tx, hashOf(token), this.clock.now());
      if (!found) throw new Rejection('link_invalid');
      const { email, role, workspace, invitedBy } = found;
      const known = await personStore.findKnown(tx, email);
      return { email, role, workspace, invitedBy, isKnown: known?.isMember ?? false };
    });
  }

  /** @throws Rejection `link_invalid`, `already_member`, `wrong_credentials`, `too_many_attempts`, `bad_request` without a name */
  async join(proof: Proof): Promise<Entry> {
    const { email, isKnown } = await this.look(proof.token);
    const newcomer = isKnown ? null : await newcomerFrom(proof);
    if (isKnown) await this.#recognise(email, proof);
    return this.database.asWorker(async (tx) => {
      await lockProvisioning(tx);
      const now = this.clock.now();
      const taken = await invitationStore.take(tx, hashOf(proof.token), now);
      if (!taken) throw new Rejection('link_invalid');
      const { workspaceId, id, role } = taken;
      const personId = await personOf(tx, taken.email, newcomer, now);
      if ((await personStore.findMember(tx, workspaceId, personId))?.active) throw new Rejection('already_member');
      await admit({ tx, now, cause: { id: newId(), correlationId: id } }, { workspaceId, personId, role });
      await mailStore.drop(tx, id);
      tx.afterCommit(() => this.relay.wake());
      return this.sessions.open(tx, { workspaceId, personId });
    });
  }

  async #recognise(email: string, { password, address }: Proof): Promise<void> {
    const startedAt = this.time.now();
    const known = await this.database.asWorker(async (tx) => {
      await signInLimit.take(tx, email, address, startedAt);
      return personStore.findKnown(tx, email);
    });
    if (!(await passwordMatches(known?.passwordHash, password))) throw new Rejection('wrong_credentials');
    await this.database.asWorker((tx) => signInLimit.giveBack(tx, email, address, startedAt));
  }
}

async function newcomerFrom({ name, password }: Proof): Promise<Newcomer> {
  if (name === undefined) {
    const problems = [{ field: 'name', problem: 'is required' }];
    throw new Rejection('bad_request', { problems }, 'name: is required');
  }
  return { name, passwordHash: await hashPassword(password) };
}

/** @returns whom the invitation lets in: somebody new, somebody who had left everywhere, or a member of another workspace */
async function personOf(tx: Tx, email: string, newcomer: Newcomer | null, now: Date): Promise<string> {
  const known = await personStore.findKnown(tx, email);
  const personId = known?.id ?? newId();
  // Somebody who joined elsewhere since it was looked at keeps what they chose there.
  if ((known?.isMember ?? false) !== (newcomer === null)) throw new Rejection('link_invalid');
  if (newcomer && known) await personStore.renew(tx, personId, newcomer);
  else if (newcomer) await personStore.add(tx, { id: personId, email, ...newcomer, now });
  return personId;
}
