import { Injectable } from '@nestjs/common';
import { type PersonChanged, reactions, type WorkspaceChanged } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Event, type Publish, ReactsTo } from '@duet/messaging';
import { PersonStore } from './person.store.ts';

/** Keeps who may be given a ticket, as the gateway tells it (H24). */
@Injectable()
export class FollowPeople {
  readonly #people: PersonStore;

  constructor(people: PersonStore) {
    this.#people = people;
  }

  @ReactsTo(reactions.followPeople)
  async handle(events: readonly Event<typeof PersonChanged | typeof WorkspaceChanged>[], tx: Tx): Promise<Publish[]> {
    for (const event of events) {
      if (event.type === 'gateway.person.changed') await this.#people.save(tx, event.workspaceId, event.data);
    }
    return [];
  }
}
