import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, type Tx } from '@duet/database';
import { Clock, type Log, Loop } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { RealTime } from '../sessions/real-time.ts';
import { type DueMail, mailStore } from './mail.store.ts';
import { MailRefused, MailServer } from './mail-server.ts';

const POLL_MS = 2_000;
const AT_A_TIME = 10;
/** Longer than a mail server may keep us waiting for that many. */
const LEASE_MS = 10 * 60_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 10 * 60_000;

/** Takes the mails to the mail server, and again while that is away. */
@Injectable()
export class MailSender implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly server: MailServer,
    private readonly clock: Clock,
    private readonly time: RealTime,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    this.#loop = new Loop({ name: 'send mails', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    if (this.server.isSet) this.#loop.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.#loop.stop();
  }

  wakeAfter(tx: Tx): void {
    tx.afterCommit(() => this.#loop.wake());
  }

  async #pass(): Promise<'again' | 'idle'> {
    const now = this.time.now();
    const lease = { now, until: new Date(now.getTime() + LEASE_MS), limit: AT_A_TIME };
    const mails = await this.database.asWorker((tx) => mailStore.claim(tx, lease, this.clock.now()));
    for (const mail of mails) await this.#send(mail);
    return mails.length === AT_A_TIME ? 'again' : 'idle';
  }

  async #send(mail: DueMail): Promise<void> {
    try {
      await this.server.send(mail);
      await this.database.asWorker((tx) => mailStore.sent(tx, mail.id, this.clock.now()));
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      this.log.warn({ mail: mail.id, attempt: mail.attempts, failure }, 'a mail was not taken');
      await this.database.asWorker((tx) =>
        error instanceof MailRefused
          ? mailStore.failed(tx, mail.id, failure)
          : mailStore.postponed(tx, mail.id, failure, this.#nextAt(mail.attempts)),
      );
    }
  }

  #nextAt(attempts: number): Date {
    return new Date(this.time.now().getTime() + Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS));
  }
}
