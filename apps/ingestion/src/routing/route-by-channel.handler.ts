import { Injectable } from '@nestjs/common';
import { type ChannelChanged, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Event, type Publish, ReactsTo } from '@duet/messaging';
import { NormalizerSignal } from '../normalizing/normalizer-signal.ts';
import { RouteStore } from './route.store.ts';

/** Learns which channel takes in an account's events, and lets in what came before the channel was known. */
@Injectable()
export class RouteByChannel {
  readonly #routes: RouteStore;
  readonly #signal: NormalizerSignal;

  constructor(routes: RouteStore, signal: NormalizerSignal) {
    this.#routes = routes;
    this.#signal = signal;
  }

  @ReactsTo(reactions.routeByChannel)
  async handle(events: readonly Event<typeof ChannelChanged>[], tx: Tx): Promise<Publish[]> {
    for (const { workspaceId, data } of events) await this.#routes.save(tx, { ...data, workspaceId });
    const connected = events.filter(({ data }) => data.state === 'connected').map(({ data }) => data.openId);
    if (connected.length > 0) await this.#routes.releaseUnrouted(tx, connected);
    tx.afterCommit(() => this.#signal.wake());
    return [];
  }
}
