import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/transport-node';
import {
  type Actor,
  type DataOf,
  deadLetterQuestions,
  type MessageDefinition,
  newId,
  type Owner,
  type Reaction,
} from '@duet/contracts';
import type { ServiceSchema } from '@duet/database';
import { policy } from '@duet/messaging';
import type { RunningService } from '@duet/service-kit';
import { type Harness, startHarness } from '../harness.ts';
import { until } from '../until.ts';

/** Patience in milliseconds, so that an outage can outlast every retry within a test. */
export const impatient = {
  ...policy,
  ackWaitMs: 1_500,
  heartbeatMs: 300,
  pullMs: 1_000,
  maxFaults: 3,
  suspiciousDeliveries: 5,
  lethalDeliveries: 7,
  faultDelaysMs: [20, 20],
  outageProbeMs: 50,
};

/** One message of a sample. */
export interface SampleMessage {
  readonly definition: MessageDefinition;
  readonly workspaceId: string;
  readonly data: unknown;
  readonly occurredAt?: Date;
}

export const sampleMessage = <D extends MessageDefinition>(
  definition: D,
  workspaceId: string,
  data: DataOf<D>,
  occurredAt?: Date,
): SampleMessage => ({ definition, workspaceId, data, ...(occurredAt ? { occurredAt } : {}) });

export interface ConformingReaction {
  readonly reaction: Reaction;
  /** Messages about the n-th subject, as they happened; messages about another subject never touch it. */
  sample(n: number): readonly SampleMessage[];
  /** What they left behind: the same for every n, whatever their order and however often they came. */
  effect(harness: Harness, n: number): Promise<unknown>;
}

export interface Conformance {
  readonly service: Owner;
  readonly schema: ServiceSchema;
  /** As in a harness's options. */
  readonly busy?: readonly string[];
  readonly reactions: readonly ConformingReaction[];
  boot(harness: Harness): Promise<RunningService>;
  /** What has to be there before the first message. */
  prepare?(harness: Harness): Promise<void>;
}

export interface DeadLetterRow {
  readonly event_id: string;
  readonly cause: string;
  readonly attempts: number;
}

/** A service under trial, and the numbers of the subjects that were used up. */
export class Trial {
  readonly harness: Harness;
  readonly #conformance: Conformance;
  service: RunningService;
  #used = 0;

  private constructor(conformance: Conformance, harness: Harness, service: RunningService) {
    this.#conformance = conformance;
    this.harness = harness;
    this.service = service;
  }

  static async start(conformance: Conformance): Promise<Trial> {
    const { schema, busy = [] } = conformance;
    const harness = await startHarness({ schemas: [schema], busy, policy: impatient });
    await conformance.prepare?.(harness);
    const trial = new Trial(conformance, harness, await conformance.boot(harness));
    await harness.drained();
    return trial;
  }

  async reboot(): Promise<void> {
    this.service = await this.#conformance.boot(this.harness);
  }

  get schemaName(): string {
    return this.#conformance.schema.schema;
  }

  /** The number of a subject that nothing was sent about yet. */
  fresh(): number {
    return this.#used++;
  }

  async publish(message: SampleMessage, id: string = newId()): Promise<string> {
    return this.harness.publish(message.definition, { ...message, id });
  }

  /** Publishes a sample in its order; the ids of its events come back. */
  async publishAll(messages: readonly SampleMessage[]): Promise<string[]> {
    const ids: string[] = [];
    for (const message of messages) ids.push(await this.publish(message));
    return ids;
  }

  /** Publishes a whole sample about a fresh subject and waits until it took effect. */
  async reference({ sample, effect }: ConformingReaction): Promise<unknown> {
    const n = this.fresh();
    await this.publishAll(sample(n));
    await this.harness.drained();
    const left = await effect(this.harness, n);
    expect(left).not.toEqual(await effect(this.harness, this.fresh()));
    return left;
  }

  async publishRaw(message: SampleMessage, headers: Readonly<Record<string, string>>, payload: string): Promise<void> {
    const wire = natsHeaders();
    for (const [name, value] of Object.entries(headers)) wire.set(name, value);
    await jetstream(this.harness.connection).publish(`${message.definition.subject}.${message.workspaceId}`, payload, {
      headers: wire,
    });
  }

  /** Everything of these durables was handed to the service, handled or not. */
  async allInHand(reactions: readonly Reaction[]): Promise<void> {
    const manager = await jetstreamManager(this.harness.connection);
    await until('everything is in hand', async () => {
      const infos = await Promise.all(reactions.map(({ stream, durable }) => manager.consumers.info(stream, durable)));
      return infos.every(({ num_pending }) => num_pending === 0);
    });
  }

  deadLetters({ durable }: Reaction): Promise<DeadLetterRow[]> {
    return this.harness.sql(
      `SELECT event_id, cause, attempts FROM ${this.schemaName}.dead_letters WHERE durable = $1 ORDER BY failed_at`,
      [durable],
    );
  }

  /** The operator's `duet dead-letters retry`. */
  async retryDeadLetters(durable: string): Promise<number> {
    const { retry } = deadLetterQuestions(this.#conformance.service);
    return (await this.harness.ask(retry, { durable }, operator)).retried;
  }

  async forgetFailures(): Promise<void> {
    await this.harness.sql(`TRUNCATE ${this.schemaName}.dead_letters, ${this.schemaName}.handler_faults`);
  }

  async handled(ids: readonly string[]): Promise<number> {
    const [row] = await this.harness.sql<{ count: number }>(
      `SELECT count(DISTINCT event_id)::int AS count FROM ${this.schemaName}.handled_events WHERE event_id = ANY($1)`,
      [ids],
    );
    return row?.count ?? 0;
  }

  /** How many messages these events made. */
  async consequences(ids: readonly string[]): Promise<number> {
    const [row] = await this.harness.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${this.schemaName}.outbox WHERE headers->>'ce-causationid' = ANY($1)`,
      [ids],
    );
    return row?.count ?? 0;
  }

  /** A figure of the service's own metrics. */
  async metric(name: string, durable: string): Promise<number> {
    const text = await (await fetch(`${this.service.opsUrl}/metrics`)).text();
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${name}{durable="${durable}"}`));
    return Number(line?.split(' ').at(-1) ?? 0);
  }
}

const operator: Actor = {
  kind: 'system',
  id: 'operator',
  name: 'operator',
  role: 'owner',
  workspaceId: newId(),
};
