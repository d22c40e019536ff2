import { Inject, Injectable } from '@nestjs/common';
import { MessageFailed, type RejectionCode, rejections } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { Clock, publish, type Publish, Relay, writeOutbox } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import { ChannelStore } from '../channels/channel.store.ts';
import type { DeliveryConfig } from '../config.ts';
import { FenceStore } from '../fencing/fence.store.ts';
import type { LaneKey } from '../lanes/lane.ts';
import { LaneStore } from '../lanes/lane.store.ts';
import { refusalOf } from '../lanes/window.ts';
import { aboutOutbound, type Outbound } from '../outbound/outbound.ts';
import { OutboundStore } from '../outbound/outbound.store.ts';

/**
 * Takes the next message of a lane to be sent now. Everything that could forbid it is checked here with the lane
 * locked, and the attempt is committed before the call, so that parallel senders never make an eleventh message.
 */
@Injectable()
export class Claim {
  readonly #database: Database;
  readonly #relay: Relay;
  readonly #lanes: LaneStore;
  readonly #outbound: OutboundStore;
  readonly #channels: ChannelStore;
  readonly #fences: FenceStore;
  readonly #clock: Clock;
  readonly #config: DeliveryConfig;

  constructor(
    database: Database,
    relay: Relay,
    lanes: LaneStore,
    outbound: OutboundStore,
    channels: ChannelStore,
    fences: FenceStore,
    clock: Clock,
    @Inject(CONFIG) config: DeliveryConfig,
  ) {
    this.#database = database;
    this.#relay = relay;
    this.#lanes = lanes;
    this.#outbound = outbound;
    this.#channels = channels;
    this.#fences = fences;
    this.#clock = clock;
    this.#config = config;
  }

  /** The claimed message, now `sending`; null when the lane had nothing to send, or what it had was refused. */
  async next(key: LaneKey): Promise<Outbound | null> {
    return this.#database.asWorker(async (tx) => {
      const lane = await this.#lanes.tryLock(tx, key);
      if (!lane) return null;
      const realNow = new Date();
      const outbound = await this.#outbound.next(tx, lane, realNow);
      if (!outbound) return null;
      const now = this.#clock.now();
      const refusal = (await this.#refusal(tx, outbound)) ?? refusalOf(lane, await this.#lanes.use(tx, lane), now);
      if (refusal) {
        await this.#outbound.markFailed(tx, outbound, refusal);
        await this.#publish(tx, [failed(outbound, refusal, now)]);
        return null;
      }
      const leaseUntil = new Date(realNow.getTime() + this.#config.SEND_LEASE_MS);
      await this.#outbound.markSending(tx, outbound, now, leaseUntil);
      return { ...outbound, state: 'sending', startedAt: now, leaseUntil, tries: outbound.tries + 1 };
    });
  }

  async #refusal(tx: Tx, outbound: Outbound): Promise<RejectionCode | null> {
    if (await this.#fences.stops(tx, outbound)) return 'taken_over';
    const state = await this.#channels.state(tx, outbound);
    if (state === 'disconnected' || state === 'pending_setup') return 'channel_disconnected';
    if (outbound.requiresPrevious && outbound.precededBy !== null) {
      const previous = await this.#outbound.find(tx, outbound.workspaceId, outbound.precededBy);
      if (previous?.state === 'failed') return 'held_back';
    }
    return (await this.#outbound.hasUnconfirmedText(tx, outbound)) ? 'same_text_unconfirmed' : null;
  }

  async #publish(tx: Tx, messages: readonly Publish[]): Promise<void> {
    await writeOutbox(tx, messages);
    tx.afterCommit(() => this.#relay.wake());
  }
}

export const failed = (outbound: Outbound, code: RejectionCode, now: Date): Publish =>
  publish(MessageFailed, {
    workspaceId: outbound.workspaceId,
    cause: outbound.cause,
    occurredAt: now,
    data: { ...aboutOutbound(outbound), code, reason: rejections[code][1] },
  });
