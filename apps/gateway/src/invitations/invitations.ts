import { Inject, Injectable } from '@nestjs/common';
import { type MailLanguage, newId, Rejection, type Role } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { Clock } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import { assertNotAbove } from '../access/rank.ts';
import type { GatewayConfig } from '../config.ts';
import type { Caller } from '../http/route.ts';
import { invitationLetter } from '../mails/letters.ts';
import { MailSender } from '../mails/mail-sender.ts';
import { mailStore } from '../mails/mail.store.ts';
import { personStore } from '../people/person.store.ts';
import { hashOf, newToken } from '../sessions/token.ts';
import { type Invitation, invitationStore } from './invitation.store.ts';

const DAYS = 7;

/** Inviting people: each invitation is a mail with a link that works once. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly sender: MailSender,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** @throws Rejection `already_member`, `forbidden` for a role above one's own */
  invite(
    { actor, workspace }: Caller,
    wanted: { readonly email: string; readonly role: Role; readonly language: MailLanguage },
  ): Promise<Invitation> {
    assertNotAbove(actor.role, wanted.role);
    return this.database.asWorker(async (tx) => {
      const known = await personStore.findByEmail(tx, wanted.email);
      const member = known && (await personStore.findMember(tx, workspace.id, known.id));
      if (member?.active) throw new Rejection('already_member');
      const invitation = { ...wanted, workspaceId: workspace.id, id: newId(), invitedBy: actor.name };
      return this.#send(tx, invitation, workspace.name);
    });
  }

  /**
   * The same invitation with a new link; the one before is void.
   * @throws Rejection `not_found`, `forbidden`
   */
  resend({ actor, workspace }: Caller, id: string): Promise<Invitation> {
    return this.database.asWorker(async (tx) => {
      const held = await invitationStore.lock(tx, workspace.id, id);
      if (!held) throw new Rejection('not_found');
      assertNotAbove(actor.role, held.role);
      return this.#send(tx, { ...held, invitedBy: actor.name }, workspace.name);
    });
  }

  /** @throws Rejection `not_found`, `forbidden` */
  withdraw({ actor, workspace }: Caller, id: string): Promise<Invitation> {
    return this.database.asWorker(async (tx) => {
      const held = await invitationStore.lock(tx, workspace.id, id);
      if (!held) throw new Rejection('not_found');
      assertNotAbove(actor.role, held.role);
      await invitationStore.remove(tx, workspace.id, id);
      await mailStore.drop(tx, id);
      return held;
    });
  }

  async #send(tx: Tx, wanted: Omit<Invitation, 'invitedAt' | 'expiresAt'>, workspaceName: string): Promise<Invitation> {
    const now = this.clock.now();
    const token = newToken();
    const expiresAt = new Date(now.getTime() + DAYS * 86_400_000);
    const saved = await invitationStore.save(tx, { ...wanted, invitedAt: now, expiresAt }, hashOf(token));
    const letter = invitationLetter(saved.language, {
      workspace: workspaceName,
      invitedBy: saved.invitedBy,
      role: saved.role,
      link: new URL(`/join#${token}`, this.config.PUBLIC_URL).href,
      days: DAYS,
    });
    const { workspaceId, id: about, email: recipient } = saved;
    await mailStore.add(tx, { workspaceId, about, recipient, letter, now, expiresAt });
    this.sender.wakeAfter(tx);
    return saved;
  }
}
