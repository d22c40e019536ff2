import { Injectable } from '@nestjs/common';
import { type PersonChanged, reactions, type WorkspaceChanged } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Event, type Publish, ReactsTo } from '@duet/messaging';
import { PersonStore } from './person.store.ts';
import { SettingsStore } from './settings.store.ts';

/** Keeps who may be given a ticket, and what a workspace set, as the gateway tells it (H24). */
@Injectable()
export class FollowPeople {
  readonly #people: PersonStore;
  readonly #settings: SettingsStore;

  constructor(people: PersonStore, settings: SettingsStore) {
    this.#people = people;
    this.#settings = settings;
  }

  @ReactsTo(reactions.followPeople)
  async handle(events: readonly Event<typeof PersonChanged | typeof WorkspaceChanged>[], tx: Tx): Promise<Publish[]> {
    for (const event of events) {
      const { workspaceId, data } = event;
      if (event.type === 'gateway.person.changed') await this.#people.save(tx, workspaceId, event.data);
      else if ('settings' in data && data.settings)
        await this.#settings.save(tx, workspaceId, data.settings, data.version);
    }
    return [];
  }
}
