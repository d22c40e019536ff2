import { setTimeout as delay } from 'node:timers/promises';
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { until } from '@duet/testing';

const ALL_WITHIN_MS = 60_000;
const LOOK_MS = 20;

/**
 * From the sending of a webhook to the arrival of `evt.ticketing.message.added` for its message. The event leaves after
 * the commit, so that this is a little more than the time to the commit itself.
 */
export class Arrivals {
  readonly #sentAt = new Map<string, number>();
  readonly #latencies: number[] = [];
  readonly #subscription: Subscription;
  lastAtMs = 0;

  private constructor(connection: NatsConnection) {
    this.#subscription = connection.subscribe('evt.ticketing.message.added.>', {
      callback: (_error, message) => {
        const [id = ''] = /bench-message-\d+/.exec(message.string()) ?? [];
        const sent = this.#sentAt.get(id);
        if (sent === undefined) return;
        this.lastAtMs = performance.now();
        this.#latencies.push(this.lastAtMs - sent);
        this.#sentAt.delete(id);
      },
    });
  }

  static async watch(connection: NatsConnection): Promise<Arrivals> {
    const arrivals = new Arrivals(connection);
    await connection.flush();
    return arrivals;
  }

  readonly expect = (messageId: string, atMs: number): void => void this.#sentAt.set(messageId, atMs);

  /**
   * Waits for the last one.
   * @returns milliseconds of each, sorted
   */
  async all(): Promise<Float64Array> {
    try {
      const isComplete = async (): Promise<boolean> => this.#sentAt.size === 0 || delay(LOOK_MS, false);
      await until('every message was announced', isComplete, ALL_WITHIN_MS);
      return Float64Array.from(this.#latencies).sort();
    } finally {
      this.#subscription.unsubscribe();
    }
  }
}
