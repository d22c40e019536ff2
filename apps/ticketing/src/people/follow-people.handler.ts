import { Injectable } from '@nestjs/common';
import { type PersonChanged, type PresenceChanged, reactions, type WorkspaceChanged } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { PersonStore } from './person.store.ts';
import { PresenceStore } from './presence.store.ts';
import { SettingsStore } from './settings.store.ts';

/** Keeps who may be given a ticket, who is online, and what a workspace set, as the gateway tells it (H24). */
@Injectable()
export class FollowPeople {
  readonly #people: PersonStore;
  readonly #presences: PresenceStore;
  readonly #settings: SettingsStore;
  readonly #clock: Clock;

  constructor(people: PersonStore, presences: PresenceStore, settings: SettingsStore, clock: Clock) {
    this.#people = people;
    this.#presences = presences;
    this.#settings = settings;
    this.#clock = clock;
  }

  @ReactsTo(reactions.followPeople)
  async handle(
    events: readonly Event<typeof PersonChanged | typeof PresenceChanged | typeof WorkspaceChanged>[],
    tx: Tx,
  ): Promise<Publish[]> {
    for (const event of events) {
      const { workspaceId, data } = event;
      if (event.type === 'gateway.person.changed') await this.#people.save(tx, workspaceId, event.data);
      else if (event.type === 'gateway.presence.changed')
        await this.#presences.save(tx, workspaceId, event.data, this.#clock.now());
      else if ('settings' in data && data.settings)
        await this.#settings.save(tx, workspaceId, data.settings, data.version);
    }
    return [];
  }
}
