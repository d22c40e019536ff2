import { Inject, Injectable } from '@nestjs/common';
import type { ResetRequest } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import type { z } from 'zod';
import type { GatewayConfig } from '../config.ts';
import { passwordLetter } from '../mails/letters.ts';
import { MailSender } from '../mails/mail-sender.ts';
import { mailStore } from '../mails/mail.store.ts';
import { createPasswordLink } from '../owner-links/owner-link.ts';
import { workspaceStore } from '../provisioning/workspace.store.ts';
import { RealTime } from './real-time.ts';
import { sessionStore } from './session.store.ts';
import { resetLimit } from './attempt-limit.ts';

const LIFETIME_MS = 3_600_000;

/** Links for people who forgot their password. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly database: Database,
    private readonly sender: MailSender,
    private readonly clock: Clock,
    private readonly time: RealTime,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /**
   * Writes the mail, where there is somebody to write to; the caller hears the same either way.
   * @throws Rejection `too_many_attempts`, whether the e-mail is known or not
   */
  ask({ email, language }: z.output<typeof ResetRequest>, address: string): Promise<void> {
    return this.database.asWorker(async (tx) => {
      const startedAt = this.time.now();
      await resetLimit.take(tx, email, address, startedAt);
      const workspaces = await sessionStore.workspacesOf(tx, email);
      const [first] = workspaces;
      if (!first) return;
      const { workspaceId, personId, name } = first;
      const { token } = await createPasswordLink(tx, { workspaceId, personId }, startedAt, LIFETIME_MS);
      // While no mail server is set an owner reads the link. One of several workspaces must not get into the others.
      const outbox = workspaces.length === 1 ? workspaceId : await workspaceStore.findFirst(tx);
      const link = new URL(`/reset#${token}`, this.config.PUBLIC_URL).href;
      const now = this.clock.now();
      await mailStore.add(tx, {
        workspaceId: outbox ?? workspaceId,
        about: personId,
        recipient: email,
        letter: passwordLetter(language, { name, link }),
        now,
        expiresAt: new Date(now.getTime() + LIFETIME_MS),
      });
      this.sender.wakeAfter(tx);
    });
  }
}
