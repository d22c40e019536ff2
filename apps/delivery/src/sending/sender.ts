import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { Database } from '@duet/database';
import { inSpan, type Log, Loop } from '@duet/messaging';
import { CONFIG, failpoint, LOGGER } from '@duet/service-kit';
import type { DeliveryConfig } from '../config.ts';
import type { LaneKey } from '../lanes/lane.ts';
import { laneName } from '../lanes/lane.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { OutboundStore } from '../outbound/outbound.store.ts';
import { countSend } from '../metrics.ts';
import { Claim } from './claim.ts';
import { Record } from './record.ts';
import { SenderSignal } from './sender-signal.ts';
import { Transmit } from './transmit.ts';

const POLL_MS = 250;

/** Sends queued messages: one at a time in a lane, several lanes at once, no account more than its share. */
@Injectable()
export class Sender implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #database: Database;
  readonly #outbound: OutboundStore;
  readonly #claim: Claim;
  readonly #transmit: Transmit;
  readonly #record: Record;
  readonly #config: DeliveryConfig;
  readonly #log: Log;
  readonly #loop: Loop;
  readonly #inFlight = new Map<string, { accountId: string | null; done: Promise<void> }>();

  constructor(
    database: Database,
    outbound: OutboundStore,
    claim: Claim,
    transmit: Transmit,
    record: Record,
    signal: SenderSignal,
    @Inject(CONFIG) config: DeliveryConfig,
    @Inject(LOGGER) log: Log,
  ) {
    this.#database = database;
    this.#outbound = outbound;
    this.#claim = claim;
    this.#transmit = transmit;
    this.#record = record;
    this.#config = config;
    this.#log = log;
    this.#loop = new Loop({ name: 'sender', pass: () => this.#pass(), pollMs: POLL_MS, log });
    signal.listen(() => this.#loop.wake());
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  /** Calls under way are waited for: their outcome is still known to this process. */
  async onApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
    await Promise.all([...this.#inFlight.values()].map(({ done }) => done));
  }

  async #pass(): Promise<'idle'> {
    const free = this.#config.SENDS_IN_FLIGHT - this.#inFlight.size;
    if (free <= 0) return 'idle';
    const lanes = await this.#database.asWorker((tx) =>
      this.#outbound.sendable(tx, new Date(), this.#busyAccounts(), free),
    );
    for (const lane of lanes) {
      const name = laneName(lane);
      if (this.#inFlight.has(name)) continue;
      const entry: { accountId: string | null; done: Promise<void> } = { accountId: null, done: Promise.resolve() };
      this.#inFlight.set(name, entry);
      entry.done = this.#sendNext(lane, (accountId) => (entry.accountId = accountId)).finally(() => {
        this.#inFlight.delete(name);
        this.#loop.wake();
      });
    }
    return 'idle';
  }

  async #sendNext(lane: LaneKey, claimed: (accountId: string) => void): Promise<void> {
    try {
      const outbound = await this.#claim.next(lane);
      if (!outbound) return;
      claimed(outbound.accountId);
      await inSpan('send message', SpanKind.CLIENT, outbound.cause.traceparent, () => this.#send(outbound));
    } catch (error) {
      this.#log.error({ err: error }, 'a send could not be recorded; its lease will end');
    }
  }

  async #send(outbound: Outbound): Promise<void> {
    failpoint('delivery.claimed');
    const result = await this.#transmit.send(outbound);
    if (result === null) return;
    failpoint('delivery.answered');
    countSend(result.kind);
    await this.#record.result(outbound, result);
    failpoint('delivery.recorded');
  }

  #busyAccounts(): string[] {
    const counts = new Map<string, number>();
    for (const { accountId } of this.#inFlight.values()) {
      if (accountId) counts.set(accountId, (counts.get(accountId) ?? 0) + 1);
    }
    return [...counts]
      .filter(([, count]) => count >= this.#config.SENDS_IN_FLIGHT_PER_ACCOUNT)
      .map(([accountId]) => accountId);
  }
}
