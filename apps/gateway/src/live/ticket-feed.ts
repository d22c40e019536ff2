import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ConsumerMessages, ConsumerNotification } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Log } from '@duet/messaging';
import { BROKER, CONFIG, LOGGER } from '@duet/service-kit';
import type { GatewayConfig } from '../config.ts';
import { readEvent } from './live-event.ts';
import { Ring } from './ring.ts';
import { TicketStream } from './ticket-stream.ts';

const RETRY_MS = 250;

/** What a consumer says while all is well. Anything else, and the stream is looked at anew. */
const calm: ReadonlySet<ConsumerNotification['type']> = new Set([
  'next',
  'heartbeat',
  'flow_control',
  'debug',
  'discard',
]);

/**
 * The one reader of ticket events in this process. It survives a broker that restarts, and notices one that came back
 * with another stream or with less of it.
 */
@Injectable()
export class TicketFeed implements OnApplicationBootstrap, OnModuleDestroy {
  readonly stream: TicketStream;
  /** Called when the ring has more, or is another one. */
  onMore: (ring: Ring) => void = () => undefined;
  readonly #stopped = new AbortController();
  #ring: Ring | null = null;
  #messages: ConsumerMessages | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(BROKER) private readonly connection: NatsConnection,
    @Inject(LOGGER) private readonly log: Log,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {
    this.stream = new TicketStream(connection);
  }

  /** Null until the stream was found. */
  get ring(): Ring | null {
    return this.#ring;
  }

  onApplicationBootstrap(): void {
    this.#running = this.#run();
    void this.#watchConnection();
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopped.abort();
    this.#messages?.stop();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        await this.#follow();
      } catch (error) {
        this.log.warn({ err: error }, 'ticket events cannot be read; trying again');
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #follow(): Promise<void> {
    const ring = await this.#currentRing();
    const consumer = await this.stream.follow(ring.head);
    const messages = await consumer.consume({ max_messages: 500, expires: 10_000 });
    this.#messages = messages;
    if (this.#stopped.signal.aborted) messages.stop();
    void stopWhenUneasy(messages);
    for await (const message of messages) {
      ring.push(message.seq, readEvent(message));
      this.onMore(ring);
    }
    void consumer.delete().catch(() => false);
  }

  async #currentRing(): Promise<Ring> {
    const { epoch, last } = await this.stream.state();
    const held = this.#ring;
    if (held?.epoch === epoch && held.head <= last) return held;
    const ring = new Ring(epoch, last, this.config.EVENTS_HELD);
    this.#ring = ring;
    if (held) {
      this.log.error({ epoch, last, held: held.head }, 'the broker lost ticket events: every browser fetches anew');
      this.onMore(ring);
    }
    return ring;
  }

  /** After a restart of the broker its memory of our consumer is gone, and the stream may be another. */
  async #watchConnection(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'reconnect') this.#messages?.stop();
    }
  }
}

async function stopWhenUneasy(messages: ConsumerMessages): Promise<void> {
  for await (const notification of messages.status()) {
    if (!calm.has(notification.type)) messages.stop();
  }
}
