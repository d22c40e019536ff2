import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@duet/database';
import { Clock, type Log, Loop } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { invitationStore } from '../invitations/invitation.store.ts';
import { mailStore } from '../mails/mail.store.ts';
import { RealTime } from './real-time.ts';
import { forgetAttempts } from './attempt-limit.ts';
import { sessionStore } from './session.store.ts';

const HOUR_MS = 3_600_000;

/** Deletes ended sessions, old attempts to sign in, and invitations and mails that are long past, once an hour. */
@Injectable()
export class ForgetEnded implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #loop: Loop;

  constructor(database: Database, time: RealTime, clock: Clock, @Inject(LOGGER) log: Log) {
    const pass = async (): Promise<'idle'> => {
      await database.asWorker(async (tx) => {
        await sessionStore.forgetEnded(tx, time.now());
        await forgetAttempts(tx, time.now());
        await invitationStore.forget(tx, clock.now());
        await mailStore.forget(tx, clock.now());
      });
      return 'idle';
    };
    this.#loop = new Loop({ name: 'forget-ended', pass, pollMs: HOUR_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.#loop.stop();
  }
}
