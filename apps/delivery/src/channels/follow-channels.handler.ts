import { Injectable } from '@nestjs/common';
import { type ChannelChanged, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Event, type Publish, ReactsTo } from '@duet/messaging';
import { OutboundStore } from '../outbound/outbound.store.ts';
import { SenderSignal } from '../sending/sender-signal.ts';
import { ChannelStore } from './channel.store.ts';

/** A disconnected channel sends nothing (CON-37); a reconnected one sends what was parked. */
@Injectable()
export class FollowChannels {
  readonly #channels: ChannelStore;
  readonly #outbound: OutboundStore;
  readonly #signal: SenderSignal;

  constructor(channels: ChannelStore, outbound: OutboundStore, signal: SenderSignal) {
    this.#channels = channels;
    this.#outbound = outbound;
    this.#signal = signal;
  }

  @ReactsTo(reactions.deliverByChannel)
  async handle(events: readonly Event<typeof ChannelChanged>[], tx: Tx): Promise<Publish[]> {
    for (const { workspaceId, data } of events) {
      await this.#channels.save(tx, workspaceId, data);
      if (data.state === 'connected') await this.#outbound.releaseParked(tx, workspaceId, data.channelId);
    }
    tx.afterCommit(() => this.#signal.wake());
    return [];
  }
}
