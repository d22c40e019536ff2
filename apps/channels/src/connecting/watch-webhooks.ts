import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@duet/database';
import { Clock, type Log, Loop } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { TikTokError } from '@duet/tiktok-api';
import { AccountStore } from '../accounts/account.store.ts';
import type { WebhookFault } from './webhook-fault.ts';
import { WebhookProbe } from './webhook-probe.ts';
import { WebhookRegistration } from './webhook-registration.ts';

const POLL_MS = 5_000;
const EVERY_MS = 3_600_000;

/** Looks after each connection, and every hour, whether events still come here; the channels' cards say what is wrong. */
@Injectable()
export class WatchWebhooks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountStore,
    private readonly registration: WebhookRegistration,
    private readonly probe: WebhookProbe,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    this.#loop = new Loop({ name: 'watch-webhooks', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  wake(): void {
    this.#loop.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'idle'> {
    const before = new Date(this.clock.now().getTime() - EVERY_MS);
    if (!(await this.database.asWorker((tx) => this.accounts.hasUnwatched(tx, before)))) return 'idle';
    try {
      const fault = (await this.#registrationFault()) ?? (await this.probe.send());
      if (fault) this.log.error({ fault }, 'events of TikTok do not arrive here');
      await this.database.asWorker((tx) => this.accounts.setWebhookFault(tx, fault, this.clock.now()));
    } catch (error) {
      if (!(error instanceof TikTokError)) throw error;
      this.log.warn({ err: error }, 'the webhooks could not be looked at; trying again');
    }
    return 'idle';
  }

  async #registrationFault(): Promise<WebhookFault | null> {
    const fault = await this.registration.look();
    if (fault !== 'webhook_not_registered') return fault;
    await this.registration.ensure();
    return this.registration.look();
  }
}
