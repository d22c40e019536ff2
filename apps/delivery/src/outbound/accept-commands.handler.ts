import { Injectable } from '@nestjs/common';
import { reactions, type SendMessage } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { failpoint } from '@duet/service-kit';
import { LaneStore } from '../lanes/lane.store.ts';
import { SenderSignal } from '../sending/sender-signal.ts';
import { OutboundStore } from './outbound.store.ts';

/** Puts every message to be sent into the ledger. The command brings the newest inbound it was written for (H13). */
@Injectable()
export class AcceptCommands {
  readonly #lanes: LaneStore;
  readonly #outbound: OutboundStore;
  readonly #signal: SenderSignal;
  readonly #clock: Clock;

  constructor(lanes: LaneStore, outbound: OutboundStore, signal: SenderSignal, clock: Clock) {
    this.#lanes = lanes;
    this.#outbound = outbound;
    this.#signal = signal;
    this.#clock = clock;
  }

  @ReactsTo(reactions.sendMessages)
  async handle(commands: readonly Event<typeof SendMessage>[], tx: Tx): Promise<Publish[]> {
    await this.#lanes.merge(
      tx,
      commands.map(({ workspaceId, data }) => ({
        workspaceId,
        channelId: data.channelId,
        threadId: data.threadId,
        channelType: data.channelType,
        lastInbound: data.lastInbound
          ? { messageId: data.lastInbound.messageId, at: new Date(data.lastInbound.at) }
          : null,
      })),
    );
    for (const command of commands) await this.#outbound.queue(tx, command, this.#clock.now());
    tx.afterCommit(() => {
      failpoint('delivery.accepted');
      this.#signal.wake();
    });
    return [];
  }
}
