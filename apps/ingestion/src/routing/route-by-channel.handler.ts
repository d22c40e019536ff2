import { Injectable } from '@nestjs/common';
import { type ChannelChanged, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { SweepStore } from '../healing/sweep.store.ts';
import { NormalizerSignal } from '../normalizing/normalizer-signal.ts';
import { RouteStore } from './route.store.ts';

/** Learns which channel takes in an account's events, lets in what came before it was known, and has its lists swept. */
@Injectable()
export class RouteByChannel {
  readonly #routes: RouteStore;
  readonly #sweeps: SweepStore;
  readonly #signal: NormalizerSignal;
  readonly #clock: Clock;

  constructor(routes: RouteStore, sweeps: SweepStore, signal: NormalizerSignal, clock: Clock) {
    this.#routes = routes;
    this.#sweeps = sweeps;
    this.#signal = signal;
    this.#clock = clock;
  }

  @ReactsTo(reactions.routeByChannel)
  async handle(events: readonly Event<typeof ChannelChanged>[], tx: Tx): Promise<Publish[]> {
    const now = this.#clock.now();
    for (const event of events) {
      const channel = { ...event.data, workspaceId: event.workspaceId };
      if (!(await this.#routes.save(tx, channel))) continue;
      if (channel.state === 'disconnected') await this.#sweeps.leave(tx, channel, new Date(event.occurredAt));
      if (channel.state === 'connected') await this.#sweeps.comeBack(tx, channel, new Date(event.occurredAt), now);
    }
    const connected = events.filter(({ data }) => data.state === 'connected').map(({ data }) => data.openId);
    if (connected.length > 0) {
      await this.#routes.releaseUnrouted(tx, connected);
      await this.#sweeps.adopt(tx, now);
    }
    tx.afterCommit(() => this.#signal.wake());
    return [];
  }
}
