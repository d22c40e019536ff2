import { Injectable } from '@nestjs/common';
import { type AppChanged, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Event, type Publish, ReactsTo } from '@duet/messaging';
import { SecretStore } from './secret.store.ts';

/** The secrets stay sealed here, too: only the door opens them. */
@Injectable()
export class AcceptSecrets {
  readonly #secrets: SecretStore;

  constructor(secrets: SecretStore) {
    this.#secrets = secrets;
  }

  @ReactsTo(reactions.acceptSecrets)
  async handle(events: readonly Event<typeof AppChanged>[], tx: Tx): Promise<Publish[]> {
    for (const { data } of events) await this.#secrets.save(tx, data);
    return [];
  }
}
