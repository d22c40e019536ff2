import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ConsentEnding, newId } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { Clock, type Log, Loop, publish, Relay, writeOutbox } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { type Account, shownName } from '../accounts/account.ts';
import { AccountStore } from '../accounts/account.store.ts';
import { ANNOUNCED_DAYS, daysLeft, dueAnnouncement } from './consent-end.ts';

const POLL_MS = 5_000;
const DAY_MS = 86_400_000;

/** Tells well ahead that an account has to be connected again because its consent's year is nearly over. */
@Injectable()
export class AnnounceConsentEnd implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountStore,
    private readonly relay: Relay,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    this.#loop = new Loop({ name: 'announce-consent-end', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'idle'> {
    const now = this.clock.now();
    const before = new Date(now.getTime() + Math.max(...ANNOUNCED_DAYS) * DAY_MS);
    await this.database.asWorker(async (tx) => {
      for (const account of await this.accounts.lockConsentsEnding(tx, before)) await this.#announce(tx, account, now);
    });
    return 'idle';
  }

  async #announce(tx: Tx, account: Account, now: Date): Promise<void> {
    const { workspaceId, id: accountId, consentEndsAt: endsAt } = account;
    const due = endsAt && dueAnnouncement(endsAt, account.consentToldDays, now);
    if (!endsAt || due === null) return;
    await this.accounts.setConsentTold(tx, { workspaceId, accountId }, due);
    const id = newId();
    const data = {
      accountId,
      username: shownName(account),
      endsAt: endsAt.toISOString(),
      daysLeft: daysLeft(endsAt, now),
    };
    const cause = { id, correlationId: id };
    await writeOutbox(tx, [publish(ConsentEnding, { workspaceId, data, cause, occurredAt: now })]);
    tx.afterCommit(() => {
      this.relay.wake();
      this.log.warn({ accountId, daysLeft: data.daysLeft }, "an account's consent ends soon: connect it again");
    });
  }
}
