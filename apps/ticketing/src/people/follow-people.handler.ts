import { Injectable } from '@nestjs/common';
import {
  type PersonChanged,
  type PersonRemoved,
  type PresenceChanged,
  reactions,
  type WorkspaceChanged,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { HandOver } from './hand-over.ts';
import { PersonStore } from './person.store.ts';
import { PresenceStore } from './presence.store.ts';
import { SettingsStore } from './settings.store.ts';

/** Keeps who may be given a ticket, who is online, and what a workspace set, as the gateway tells it (H24). */
@Injectable()
export class FollowPeople {
  readonly #people: PersonStore;
  readonly #presences: PresenceStore;
  readonly #settings: SettingsStore;
  readonly #handOver: HandOver;
  readonly #clock: Clock;

  constructor(
    people: PersonStore,
    presences: PresenceStore,
    settings: SettingsStore,
    handOver: HandOver,
    clock: Clock,
  ) {
    this.#people = people;
    this.#presences = presences;
    this.#settings = settings;
    this.#handOver = handOver;
    this.#clock = clock;
  }

  @ReactsTo(reactions.followPeople)
  async handle(
    events: readonly Event<
      typeof PersonChanged | typeof PersonRemoved | typeof PresenceChanged | typeof WorkspaceChanged
    >[],
    tx: Tx,
  ): Promise<Publish[]> {
    const told: Publish[] = [];
    for (const event of events) {
      const { workspaceId } = event;
      switch (event.type) {
        case 'gateway.person.changed':
          await this.#people.save(tx, workspaceId, event.data);
          break;
        case 'gateway.person.removed':
          told.push(...(await this.#handOver.apply(tx, event)));
          break;
        case 'gateway.presence.changed':
          await this.#presences.save(tx, workspaceId, event.data, this.#clock.now());
          break;
        case 'gateway.workspace.changed': {
          const { settings, version } = event.data;
          if (settings) await this.#settings.save(tx, workspaceId, settings, version);
        }
      }
    }
    return told;
  }
}
