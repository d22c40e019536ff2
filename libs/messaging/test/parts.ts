import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { newId, reactions, WorkspaceChanged } from '@duet/contracts';
import { Database, protect, type Tx } from '@duet/database';
import {
  type Cause,
  connectToBroker,
  Consumer,
  type Event,
  policy,
  publish,
  type Publish,
  Relay,
  writeOutbox,
} from '@duet/messaging';
import { messagingTables } from '@duet/messaging/schema';
import { type Harness, startHarness } from '@duet/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'automation';

class CreateEffects1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${messagingTables(schema)}
      CREATE TABLE ${schema}.effects (workspace_id uuid NOT NULL, event_id uuid NOT NULL, name text NOT NULL);
      ${protect('effects', { schema, person: 'SELECT, INSERT' })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}

export const impatient = {
  ...policy,
  ackWaitMs: 1_500,
  heartbeatMs: 300,
  pullMs: 1_000,
  maxFaults: 3,
  faultDelaysMs: [10, 10],
  outageProbeMs: 50,
};

export const workspaceId = newId();
export const reaction = reactions.followPeople;

export type Heard = Event<typeof WorkspaceChanged>;
type Handle = (events: readonly Heard[], tx: Tx) => Promise<Publish[]>;

/** The parts of messaging on a real database and broker, with a made-up service around them. */
export class Parts {
  readonly harness: Harness;
  readonly database: Database;
  /** What the parts had to say: message and details. */
  readonly told: { message: string; details: object }[] = [];
  readonly #stops: (() => Promise<void>)[] = [];

  private constructor(harness: Harness, database: Database) {
    this.harness = harness;
    this.database = database;
  }

  static async start(): Promise<Parts> {
    const harness = await startHarness({
      schemas: [{ schema, migrations: [CreateEffects1764000000000] }],
      policy: impatient,
    });
    return new Parts(harness, await Database.connect({ url: harness.config(schema).DATABASE_URL, schema }));
  }

  readonly log = {
    info: () => undefined,
    warn: (details: object, message: string): void => void this.told.push({ details, message }),
    error: (details: object, message: string): void => void this.told.push({ details, message }),
  };

  async connect(): Promise<NatsConnection> {
    const connection = await connectToBroker(this.harness.bus.url, schema);
    this.#stops.push(() => connection.close());
    return connection;
  }

  async relay(): Promise<Relay> {
    const relay = new Relay(this.database, await this.connect(), this.log);
    relay.start();
    this.#stops.push(() => relay.stop());
    return relay;
  }

  async consume(handle: Handle = keep, onCommit: () => void = () => undefined): Promise<Consumer> {
    const { database, log } = this;
    const connection = await this.connect();
    const untyped = handle as ConstructorParameters<typeof Consumer>[0]['handle'];
    const consumer = new Consumer({
      reaction,
      handle: untyped,
      database,
      connection,
      log,
      policy: impatient,
      onCommit,
    });
    consumer.start();
    this.#stops.push(() => consumer.stop());
    return consumer;
  }

  /** Commits one outbox row for each name; rows of one name are published in this order. */
  async write(names: readonly string[], cause: Cause = { id: newId(), correlationId: newId() }): Promise<string[]> {
    const messages = names.map((name, version) => changed(name, version, cause));
    await this.database.asWorker((tx) => writeOutbox(tx, messages));
    return messages.map(({ id }) => id);
  }

  /** Everything in the stream of these messages, in its order. */
  async stored(): Promise<{ id: string; name: string; version: number }[]> {
    const manager = await jetstreamManager(this.harness.connection);
    const { state } = await manager.streams.info(WorkspaceChanged.stream);
    const all: { id: string; name: string; version: number }[] = [];
    for (let seq = state.first_seq; seq <= state.last_seq && seq > 0; seq++) {
      const message = await manager.streams.getMessage(WorkspaceChanged.stream, { seq });
      if (!message) continue;
      const { name, version } = WorkspaceChanged.data.parse(message.json());
      all.push({ id: message.header.get('ce-id'), name, version });
    }
    return all;
  }

  async effects(): Promise<string[]> {
    const rows = await this.harness.sql<{ event_id: string }>(`SELECT event_id FROM ${schema}.effects`);
    return rows.map(({ event_id }) => event_id);
  }

  async unsent(): Promise<number> {
    const rows = await this.harness.sql(`SELECT 1 FROM ${schema}.outbox WHERE sent_at IS NULL`);
    return rows.length;
  }

  async deadLetters(): Promise<{ event_id: string; cause: string; attempts: number }[]> {
    return this.harness.sql(`SELECT event_id, cause, attempts FROM ${schema}.dead_letters ORDER BY failed_at`);
  }

  /** Stops what runs; database and broker stay for the next test. */
  async rest(): Promise<void> {
    for (const stop of this.#stops.splice(0).toReversed()) await stop();
    this.told.length = 0;
  }

  async stop(): Promise<void> {
    await this.rest();
    await this.database.close();
    await this.harness.stop();
  }
}

export const changed = (name: string, version = 0, cause: Cause = { id: newId(), correlationId: newId() }): Publish =>
  publish(WorkspaceChanged, {
    workspaceId,
    cause,
    occurredAt: new Date(),
    data: { name, plan: 'free', version },
  });

/** The effect of an event: one row. */
export async function keep(events: readonly Heard[], tx: Tx): Promise<Publish[]> {
  for (const { id, data } of events) {
    await tx.query('INSERT INTO effects VALUES ($1, $2, $3)', [workspaceId, id, data.name]);
  }
  return [];
}
