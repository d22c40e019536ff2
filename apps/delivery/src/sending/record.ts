import { Inject, Injectable } from '@nestjs/common';
import { type Content, MessageFailed, MessageSent, MessageUnconfirmed, MessageWaiting } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { Clock, publish, type Publish, Relay, writeOutbox } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import type { DeliveryConfig } from '../config.ts';
import { isNamed } from '../echoes/match.ts';
import { SettleLane } from '../echoes/settle-lane.ts';
import type { Lane } from '../lanes/lane.ts';
import { LaneStore } from '../lanes/lane.store.ts';
import { aboutOutbound, aboutSent, type Outbound } from '../outbound/outbound.ts';
import { OutboundStore } from '../outbound/outbound.store.ts';
import { SenderSignal } from './sender-signal.ts';
import type { Result } from './transmit.ts';

/** Writes what became of a send, settles the lane's echoes and tells everybody, in one transaction. */
@Injectable()
export class Record {
  readonly #database: Database;
  readonly #relay: Relay;
  readonly #lanes: LaneStore;
  readonly #outbound: OutboundStore;
  readonly #settle: SettleLane;
  readonly #signal: SenderSignal;
  readonly #clock: Clock;
  readonly #config: DeliveryConfig;

  constructor(
    database: Database,
    relay: Relay,
    lanes: LaneStore,
    outbound: OutboundStore,
    settle: SettleLane,
    signal: SenderSignal,
    clock: Clock,
    @Inject(CONFIG) config: DeliveryConfig,
  ) {
    this.#database = database;
    this.#relay = relay;
    this.#lanes = lanes;
    this.#outbound = outbound;
    this.#settle = settle;
    this.#signal = signal;
    this.#clock = clock;
    this.#config = config;
  }

  /** Does nothing when the row has left `sending` already: its echo or its lease's end was quicker. */
  async result(outbound: Outbound, result: Result): Promise<void> {
    await this.#inLane(outbound, async (tx, lane, current) => {
      const isThisTry = current.attempt === outbound.attempt && current.tries === outbound.tries;
      if (current.state !== 'sending' || !isThisTry) return this.#late(tx, current, result);
      return [...(await this.#apply(tx, current, result)), ...(await this.#settle.settle(tx, lane))];
    });
  }

  /**
   * The sending process died: whether TikTok has the message is unknown. An image that was not uploaded yet was not
   * sent either, and may go again.
   */
  async expired(outbound: Outbound): Promise<void> {
    await this.#inLane(outbound, async (tx, lane, current) => {
      const isOver = current.leaseUntil !== null && current.leaseUntil.getTime() <= Date.now();
      if (current.state !== 'sending' || !isOver) return [];
      const wasBegun = current.image === null || current.platformImage !== null;
      const result: Result = wasBegun ? { kind: 'unknown' } : { kind: 'wait', waitingFor: 'platform', afterMs: 0 };
      return [...(await this.#apply(tx, current, result)), ...(await this.#settle.settle(tx, lane))];
    });
  }

  /** A list read, or a person, says that TikTok does not have it: the quota is given back, and it is not sent again. */
  async notSent(outbound: Outbound, proof: { reason: string }): Promise<void> {
    await this.#inLane(outbound, async (tx, _lane, current) => {
      if (current.state !== 'unconfirmed') return [];
      await this.#outbound.markFailed(tx, current, 'not_sent');
      return [this.#failed(current, 'not_sent', proof.reason)];
    });
  }

  /**
   * A list read, or a person, says that TikTok has it.
   * @returns false when what was found is another message's
   */
  async proven(
    outbound: Outbound,
    proof: { externalId: string; sentAt: Date; provenBy: 'list' | 'person'; content?: Content },
  ): Promise<boolean> {
    let isFree = true;
    await this.#inLane(outbound, async (tx, lane, current) => {
      if (current.state !== 'unconfirmed') return [];
      if (await this.#isOthers(tx, lane, current, proof)) {
        isFree = false;
        return [];
      }
      return [...(await this.#sent(tx, current, proof)), ...(await this.#settle.settle(tx, lane))];
    });
    return isFree;
  }

  async #isOthers(
    tx: Tx,
    lane: Lane,
    outbound: Outbound,
    { externalId, content }: { externalId: string; content?: Content },
  ): Promise<boolean> {
    if (await this.#outbound.findByExternalId(tx, lane, externalId)) return true;
    const others = (await this.#outbound.unbound(tx, lane)).filter(({ id }) => id !== outbound.id);
    return content !== undefined && others.some((other) => isNamed(content, other));
  }

  async #inLane(
    outbound: Outbound,
    work: (tx: Tx, lane: Lane, current: Outbound) => Promise<Publish[]>,
  ): Promise<void> {
    await this.#database.asWorker(async (tx) => {
      const lane = await this.#lanes.lock(tx, outbound);
      const current = await this.#outbound.find(tx, outbound.workspaceId, outbound.id);
      if (!current) return;
      const told = await work(tx, lane, current);
      const window = told.length > 0 ? await this.#lanes.tellWindow(tx, lane, outbound.cause) : [];
      await writeOutbox(tx, [...told, ...window]);
      tx.afterCommit(() => this.#relay.wake());
    });
  }

  async #apply(tx: Tx, outbound: Outbound, result: Result): Promise<Publish[]> {
    const now = this.#clock.now();
    const realNowMs = Date.now();
    switch (result.kind) {
      case 'sent':
        return this.#sent(tx, outbound, { ...result, provenBy: 'response' });
      case 'refused':
        await this.#outbound.markFailed(tx, outbound, result.code);
        return [this.#failed(outbound, result.code, result.reason)];
      case 'wait': {
        const notBefore = new Date(realNowMs + result.afterMs);
        await this.#outbound.markQueued(tx, outbound, result.waitingFor, notBefore);
        tx.afterCommit(() => this.#signal.wakeIn(result.afterMs));
        if (outbound.waitingFor === result.waitingFor) return [];
        const data = { ...aboutOutbound(outbound), waitingFor: result.waitingFor, notBefore: notBefore.toISOString() };
        return [
          publish(MessageWaiting, { workspaceId: outbound.workspaceId, cause: outbound.cause, occurredAt: now, data }),
        ];
      }
      case 'unknown': {
        const until = {
          laneHeldUntil: new Date(realNowMs + this.#config.LANE_HOLD_MS),
          proofAt: new Date(realNowMs + this.#config.PROOF_AFTER_MS),
        };
        await this.#outbound.markUnconfirmed(tx, outbound, until);
        const data = { ...aboutOutbound(outbound), since: (outbound.startedAt ?? now).toISOString() };
        return [
          publish(MessageUnconfirmed, {
            workspaceId: outbound.workspaceId,
            cause: outbound.cause,
            occurredAt: now,
            data,
          }),
        ];
      }
    }
  }

  /** TikTok's answer came after the row was given up: it still tells the truth. */
  async #late(tx: Tx, outbound: Outbound, result: Result): Promise<Publish[]> {
    const isOpen =
      outbound.state === 'unconfirmed' || (outbound.state === 'failed' && outbound.failureCode === 'not_sent');
    return isOpen && result.kind === 'sent' ? this.#sent(tx, outbound, { ...result, provenBy: 'response' }) : [];
  }

  async #sent(
    tx: Tx,
    outbound: Outbound,
    proof: { externalId: string; sentAt: Date; provenBy: 'response' | 'list' | 'person' },
  ): Promise<Publish[]> {
    await this.#outbound.markSent(tx, outbound, proof);
    const { externalId, sentAt, provenBy } = proof;
    const data = { ...aboutSent(outbound), externalId, sentAt: sentAt.toISOString(), provenBy };
    return [
      publish(MessageSent, {
        workspaceId: outbound.workspaceId,
        cause: outbound.cause,
        occurredAt: this.#clock.now(),
        data,
      }),
    ];
  }

  #failed(outbound: Outbound, code: string, reason: string): Publish {
    const data = { ...aboutOutbound(outbound), code, reason };
    return publish(MessageFailed, {
      workspaceId: outbound.workspaceId,
      cause: outbound.cause,
      occurredAt: this.#clock.now(),
      data,
    });
  }
}
