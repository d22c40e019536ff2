import { newId } from '@duet/contracts';
import type { Api, System } from '@duet/testing';
import type { Action } from '@duet/tiktok-simulator';
import type { Random } from './random.ts';

export interface LoadOptions {
  readonly customers: readonly string[];
  readonly posts: readonly string[];
  readonly webhooksPerSecond: number;
  readonly sendsPerSecond: number;
}

const TICK_MS = 100;
/** How long replies that were not answered yet are tried again after the end. */
const LAST_TRIES_MS = 10_000;

/**
 * Customers who write and comment, and an agent who answers, at a steady rate. The agent's program tries a reply again
 * with the same Idempotency-Key until it is taken on or refused, as a careful client does.
 */
export class Load {
  readonly #system: System;
  readonly #api: Api;
  readonly #random: Random;
  readonly #options: LoadOptions;
  readonly #sends: Promise<void>[] = [];
  #stopped = false;
  #abandoned = false;
  #running: Promise<unknown> = Promise.resolve();
  #ticketIds: string[] = [];
  written = 0;
  readonly accepted: { readonly text: string; readonly messageId: string }[] = [];
  readonly refused: { readonly text: string; readonly code: string }[] = [];

  constructor(system: System, random: Random, options: LoadOptions) {
    this.#system = system;
    this.#api = system.api;
    this.#random = random;
    this.#options = options;
  }

  start(): void {
    this.#running = Promise.all([
      this.#every(TICK_MS, () => this.#write()),
      this.#every(1_000 / this.#options.sendsPerSecond, () => Promise.resolve(void this.#sends.push(this.#reply()))),
      this.#every(1_000, () => this.#lookForTickets()),
    ]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    await Promise.race([Promise.all(this.#sends), pause(LAST_TRIES_MS)]);
    this.#abandoned = true;
  }

  async #every(ms: number, work: () => Promise<void>): Promise<void> {
    let due = performance.now();
    while (!this.#stopped) {
      await work().catch(() => undefined);
      due = Math.max(due + ms, performance.now() - 1_000);
      await pause(Math.max(0, due - performance.now()));
    }
  }

  async #write(): Promise<void> {
    const actions = Array.from({ length: (this.#options.webhooksPerSecond * TICK_MS) / 1_000 }, (): Action => {
      const customer = this.#random.pick(this.#options.customers);
      const text = `${customer} writes ${this.#random.below(1_000_000)}`;
      if (this.#random.next() < 0.8) return { do: 'dm', customer, text };
      return { do: 'comment', customer, post: this.#random.pick(this.#options.posts), text };
    });
    await this.#system.simulator.batch(actions);
    this.written += actions.length;
  }

  async #lookForTickets(): Promise<void> {
    const { body } = await this.#api.get('/tickets?limit=60&status=open');
    const tickets = body['tickets'];
    if (Array.isArray(tickets)) this.#ticketIds = tickets.map(({ id }: { id: string }) => id);
  }

  async #reply(): Promise<void> {
    if (this.#ticketIds.length === 0) return;
    const ticketId = this.#random.pick(this.#ticketIds);
    const requestId = newId();
    const text = `answer ${requestId}`;
    for (let waitMs = 200; !this.#abandoned; waitMs = Math.min(waitMs * 2, 3_000)) {
      const answer = await this.#api.post(`/tickets/${ticketId}/messages`, { text }, requestId).catch(() => null);
      if (answer?.status === 202) {
        this.accepted.push({ text, messageId: String(answer.body['id']) });
        return;
      }
      if (answer && answer.status < 500) {
        this.refused.push({ text, code: String(answer.body['code']) });
        return;
      }
      await pause(waitMs);
    }
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
