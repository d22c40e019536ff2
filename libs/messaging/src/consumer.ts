import { jetstream, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { type Database, isOutage } from '@duet/database';
import type { Reaction } from '@duet/contracts';
import { claim } from './claims.ts';
import { deadLetters } from './dead-letters.ts';
import type { Log } from './log.ts';
import { metrics } from './metrics.ts';
import { type Policy, policy as usual } from './policy.ts';
import { writeOutbox } from './publish.ts';
import type { Handle } from './reacts-to.ts';
import { inEventSpans } from './trace.ts';
import { decode, type Received } from './wire.ts';

interface InHand {
  readonly message: JsMsg;
  readonly event: Received;
}

export interface ConsumerOptions {
  readonly reaction: Reaction;
  readonly handle: Handle<Reaction['on'][number]>;
  readonly database: Database;
  readonly connection: NatsConnection;
  readonly log: Log;
  /** The usual one unless given. */
  readonly policy?: Policy | undefined;
  /** Called after each commit that may have written to the outbox. */
  readonly onCommit: () => void;
}

/**
 * Pulls one durable: batches of events, each batch one transaction with its claims, then plain acks.
 * A failing batch is run again one event at a time, so that one poison event harms only itself (H6).
 */
export class Consumer {
  readonly #options: ConsumerOptions;
  readonly #policy: Policy;
  readonly #waiting: JsMsg[] = [];
  readonly #held = new Set<JsMsg>();
  #messages: ConsumerMessages | undefined;
  #stopping = false;
  #arrived: () => void = () => undefined;
  #drained: () => void = () => undefined;
  #running: Promise<unknown> = Promise.resolve();
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(options: ConsumerOptions) {
    this.#options = options;
    this.#policy = options.policy ?? usual;
  }

  start(): void {
    this.#heartbeat = setInterval(() => this.#held.forEach((message) => message.working()), this.#policy.heartbeatMs);
    this.#heartbeat.unref();
    this.#running = Promise.all([this.#pull(), this.#work()]);
  }

  /** Stops pulling and finishes the batch in hand; what was only waiting is delivered again to somebody else. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#messages?.stop();
    this.#arrived();
    this.#drained();
    await this.#running;
    clearInterval(this.#heartbeat);
    for (const message of this.#waiting.splice(0)) message.nak();
  }

  async #pull(): Promise<void> {
    const { reaction, connection, log } = this.#options;
    while (!this.#stopping) {
      try {
        const consumer = await jetstream(connection).consumers.get(reaction.stream, reaction.durable);
        this.#messages = await consumer.consume({
          max_messages: this.#policy.batch * 2,
          expires: this.#policy.pullMs,
        });
        if (this.#stopping) this.#messages.stop();
        for await (const message of this.#messages) {
          this.#held.add(message);
          this.#waiting.push(message);
          this.#arrived();
          if (this.#waiting.length >= this.#policy.batch * 2)
            await new Promise<void>((resolve) => (this.#drained = resolve));
          if (this.#stopping) break;
        }
      } catch (error) {
        if (this.#stopping) return;
        log.warn({ err: error, durable: reaction.durable }, 'the durable cannot be read; trying again');
        await pause(this.#policy.outageProbeMs);
      }
    }
  }

  async #work(): Promise<void> {
    let startedAt = -Infinity;
    while (!this.#stopping) {
      if (this.#waiting.length === 0) {
        await new Promise<void>((resolve) => (this.#arrived = resolve));
        continue;
      }
      const early = startedAt + this.#policy.spacingMs - performance.now();
      if (early > 0 && this.#waiting.length < this.#policy.batch) await pause(early);
      if (this.#stopping) return;
      startedAt = performance.now();
      const batch = this.#waiting.splice(0, this.#policy.batch);
      this.#drained();
      const stop = metrics.batchSeconds.startTimer({ durable: this.#options.reaction.durable });
      await this.#untilDatabaseAnswers(() => this.#handleBatch(batch));
      stop();
      for (const message of batch) this.#held.delete(message);
    }
  }

  async #handleBatch(batch: readonly JsMsg[]): Promise<void> {
    const readable: InHand[] = [];
    for (const message of batch) {
      try {
        readable.push({ message, event: this.#decode(message) });
      } catch (error) {
        await this.#giveUp(message, undefined, reasonOf(error));
      }
    }
    const [calm, suspicious] = partition(
      readable,
      ({ message }) => message.info.deliveryCount <= this.#policy.suspiciousDeliveries,
    );
    await this.#commit(calm);
    for (const one of suspicious) {
      if (one.message.info.deliveryCount > this.#policy.lethalDeliveries) {
        await this.#giveUp(
          one.message,
          one.event,
          `delivered ${one.message.info.deliveryCount} times without an end: it may kill the process`,
        );
      } else {
        await this.#commit([one]);
      }
    }
  }

  async #commit(inHand: readonly InHand[]): Promise<void> {
    if (inHand.length === 0) return;
    const { database, reaction, handle, onCommit } = this.#options;
    try {
      await database.asWorker(async (tx) => {
        const fresh = await claim(
          tx,
          reaction.durable,
          inHand.map(({ event }) => event),
        );
        if (fresh.length === 0) return;
        const published = await inEventSpans(reaction.durable, fresh, (traced) =>
          handle(traced as Parameters<typeof handle>[0], tx),
        );
        await writeOutbox(tx, published);
        if (published.length > 0) tx.afterCommit(onCommit);
      });
    } catch (error) {
      if (isOutage(error)) throw error;
      const [only] = inHand;
      if (inHand.length > 1) {
        for (const one of inHand) await this.#commit([one]);
      } else if (only) {
        await this.#countFault(only, error);
      }
      return;
    }
    for (const { message } of inHand) message.ack();
    metrics.consumed.inc({ durable: reaction.durable }, inHand.length);
  }

  async #countFault({ message, event }: InHand, error: unknown): Promise<void> {
    const { database, reaction, log } = this.#options;
    const faults = await database.asWorker(async (tx) => {
      const [row] = await tx.query<{ faults: number }>(
        `INSERT INTO handler_faults (workspace_id, durable, event_id, faults, last_error) VALUES ($1, $2, $3, 1, $4)
         ON CONFLICT (durable, event_id) DO UPDATE SET faults = handler_faults.faults + 1, last_error = excluded.last_error
         RETURNING faults`,
        [event.workspaceId, reaction.durable, event.id, reasonOf(error)],
      );
      return row?.faults ?? 1;
    });
    metrics.faults.inc({ durable: reaction.durable });
    log.error({ err: error, durable: reaction.durable, eventId: event.id, faults }, 'a handler failed on an event');
    if (faults >= this.#policy.maxFaults) return this.#giveUp(message, event, reasonOf(error), faults);
    message.nak(this.#policy.faultDelaysMs[Math.min(faults, this.#policy.faultDelaysMs.length) - 1]);
  }

  /** The dead letter and the claim are one commit; only then is the message acknowledged. */
  async #giveUp(
    message: JsMsg,
    event: Received | undefined,
    cause: string,
    attempts = message.info.deliveryCount,
  ): Promise<void> {
    const { database, reaction, log } = this.#options;
    await database.asWorker(async (tx) => {
      if (event) await claim(tx, reaction.durable, [event]);
      await deadLetters.add(tx, {
        durable: reaction.durable,
        eventId: event?.id ?? `${message.info.stream}-${message.seq}`,
        workspaceId: event?.workspaceId ?? null,
        type: event?.type ?? message.subject,
        subject: message.subject,
        cause,
        attempts,
        headers: headersOf(message),
        payload: message.data,
      });
    });
    message.ack();
    metrics.deadLetters.inc({ durable: reaction.durable });
    log.error(
      { durable: reaction.durable, eventId: event?.id, subject: message.subject, cause },
      'a message became a dead letter',
    );
  }

  /** Work that an outage interrupts is done again once the database answers; nothing is counted, nothing is lost. */
  async #untilDatabaseAnswers(work: () => Promise<void>): Promise<void> {
    const { database, reaction, log } = this.#options;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isOutage(error))
          log.error({ err: error, durable: reaction.durable }, 'a batch could not be handled; trying again');
        metrics.paused.set({ durable: reaction.durable }, 1);
        do {
          if (this.#stopping) return;
          await pause(this.#policy.outageProbeMs);
        } while (!(await answers(database)));
        metrics.paused.set({ durable: reaction.durable }, 0);
      }
    }
  }

  #decode(message: JsMsg): Received {
    return decode(this.#options.reaction.on, (name) => message.headers?.get(name) ?? '', message.data);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const answers = (database: Database): Promise<boolean> =>
  database.ping().then(
    () => true,
    () => false,
  );

/** Without U+0000, which no text column takes. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replaceAll('\0', '').slice(0, 2_000);

function headersOf(message: JsMsg): Record<string, string> {
  const entries = [...(message.headers?.keys() ?? [])].map((name) => [name, message.headers?.get(name) ?? '']);
  return Object.fromEntries(entries);
}

function partition<T>(items: readonly T[], holds: (item: T) => boolean): [T[], T[]] {
  const groups = Map.groupBy(items, holds);
  return [groups.get(true) ?? [], groups.get(false) ?? []];
}
