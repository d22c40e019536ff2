import { Injectable } from '@nestjs/common';
import { channelRules, reactions, type WorkspaceChanged } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { LaneStore } from '../lanes/lane.store.ts';
import { causeOf } from '../outbound/outbound.ts';
import { WorkspaceStore } from './workspace.store.ts';

const OPEN_MS = (channelRules.tiktok_messenger.window?.hours ?? 0) * 3_600_000;

/** A workspace that counts otherwise from now on hears at once what is left of its open windows. */
@Injectable()
export class FollowWorkspaces {
  readonly #workspaces: WorkspaceStore;
  readonly #lanes: LaneStore;
  readonly #clock: Clock;

  constructor(workspaces: WorkspaceStore, lanes: LaneStore, clock: Clock) {
    this.#workspaces = workspaces;
    this.#lanes = lanes;
    this.#clock = clock;
  }

  @ReactsTo(reactions.countByPolicy)
  async handle(events: readonly Event<typeof WorkspaceChanged>[], tx: Tx): Promise<Publish[]> {
    const changed = new Map<string, Event<typeof WorkspaceChanged>>();
    for (const event of events) {
      const { workspaceId, data } = event;
      const policy = data.settings?.windowPolicy ?? 'flat';
      if (await this.#workspaces.save(tx, workspaceId, policy, data.version)) changed.set(workspaceId, event);
    }
    const told: Publish[] = [];
    const openSince = new Date(this.#clock.now().getTime() - OPEN_MS);
    for (const [workspaceId, event] of changed) {
      const lanes = await this.#lanes.lockOpen(tx, workspaceId, openSince);
      told.push(
        ...(await this.#lanes.tellWindows(
          tx,
          lanes.map((lane) => ({ lane, cause: causeOf(event) })),
        )),
      );
    }
    return told;
  }
}
