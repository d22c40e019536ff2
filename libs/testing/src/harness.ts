import { createHash } from 'node:crypto';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as natsHeaders, type NatsConnection } from '@nats-io/transport-node';
import {
  type Actor,
  type AnswerOf,
  type DataOf,
  type Envelope,
  type MessageDefinition,
  newId,
  type Owner,
  type QuestionDefinition,
  reactions,
  type RequestInputOf,
  type RequestOf,
} from '@duet/contracts';
import { migrate, provisionRoles, type ServiceSchema } from '@duet/database';
import {
  type AskOptions,
  CLOCK_QUESTION,
  CLOCK_SUBJECT,
  connectToBroker,
  decode,
  headersOf,
  type Policy,
  policy as usualPolicy,
  provision,
  publish,
  type Question,
  QuestionServer,
  Questions,
} from '@duet/messaging';
import { bootService, type CommonConfig, type RunningService, type ServiceDefinition } from '@duet/service-kit';
import { Pool } from 'pg';
import { type Bus, startBus } from './bus.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { until } from './until.ts';

const PASSWORD = 'test-only';

export interface HarnessOptions {
  readonly schemas: readonly ServiceSchema[];
  /** Statements that return a row while background work over rows is not done, for example unsent messages. */
  readonly busy?: readonly string[];
  /** Figures of all consumers that differ from the usual ones. */
  readonly policy?: Partial<Policy>;
}

/** A real database and broker with Duet's streams, and services booted in this process. */
export class Harness {
  readonly database: TestDatabase;
  readonly bus: Bus;
  readonly connection: NatsConnection;
  readonly #questions: Questions;
  readonly #sql: Pool;
  readonly #busy: readonly string[];
  readonly #policy: Partial<Policy>;
  readonly #running: RunningService[] = [];
  readonly #published: { subject: string; get: (name: string) => string; payload: Uint8Array }[] = [];
  #offsetMs = 0;

  constructor(
    database: TestDatabase,
    bus: Bus,
    connection: NatsConnection,
    sql: Pool,
    { busy = [], policy = {} }: Omit<HarnessOptions, 'schemas'> = {},
  ) {
    this.database = database;
    this.bus = bus;
    this.connection = connection;
    this.#sql = sql;
    this.#busy = busy;
    this.#policy = policy;
    this.#questions = new Questions(connection);
    for (const subject of ['evt.>', 'cmd.>']) {
      connection.subscribe(subject, {
        callback: (_error, message) => {
          this.#published.push({
            subject: message.subject,
            get: (name) => message.headers?.get(name) ?? '',
            payload: message.data,
          });
        },
      });
    }
    connection.subscribe(CLOCK_QUESTION, {
      callback: (_error, message) => {
        message.respond(String(this.#offsetMs));
      },
    });
  }

  /** What a service of this harness reads from its environment. */
  config(service: Owner): CommonConfig {
    const url = new URL(this.database.url);
    url.username = `${service}_worker`;
    url.password = PASSWORD;
    return {
      DATABASE_URL: url.href,
      DATABASE_POOL: 5,
      NATS_URL: this.bus.url,
      OPS_PORT: 0,
      OPS_HOST: '127.0.0.1',
      PORT: 0,
      HOST: '127.0.0.1',
      LOG_LEVEL: process.env['TEST_LOG'] === 'on' ? 'info' : 'silent',
      DUET_TEST_CLOCK: '1',
      CPU_NICE: 0,
      STARTUP_WAIT_MS: 5_000,
      DRAIN_MS: 0,
    };
  }

  async boot(definition: ServiceDefinition): Promise<RunningService> {
    const service = await bootService({ ...definition, policy: { ...this.#policy, ...definition.policy } });
    this.#running.push(service);
    return service;
  }

  /** Puts a message straight into its stream, as another service would. */
  async publish<D extends MessageDefinition>(
    definition: D,
    message: { workspaceId: string; data: DataOf<D>; id?: string; occurredAt?: Date; sequence?: number },
  ): Promise<string> {
    const id = message.id ?? newId();
    const cause = { id: newId(), correlationId: newId() };
    const made = publish(definition, { occurredAt: new Date(), ...message, id, cause });
    const headers = natsHeaders();
    for (const [name, value] of Object.entries(headersOf(made, definition.key(message.data)))) headers.set(name, value);
    await jetstream(this.connection).publish(
      `${definition.subject}.${message.workspaceId}`,
      JSON.stringify(message.data),
      { headers },
    );
    return id;
  }

  ask<Q extends QuestionDefinition>(
    question: Q,
    request: RequestInputOf<Q>,
    actor: Actor,
    options?: AskOptions,
  ): Promise<AnswerOf<Q>> {
    return this.#questions.ask(question, request, actor, options);
  }

  /** Answers a question in the place of a service that this harness does not run. */
  async answer<Q extends QuestionDefinition>(
    question: Q,
    answer: (request: RequestOf<Q>, context: Question) => Promise<AnswerOf<Q>>,
  ): Promise<void> {
    const log = { info: ignore, warn: ignore, error: ignore };
    const server = new QuestionServer({ service: question.owner, connection: this.connection, log, onCommit: ignore }, [
      { question, inTransaction: false, answer: (request, context) => answer(request as RequestOf<Q>, context) },
    ]);
    await server.listen(ignore);
    await this.connection.flush();
  }

  /** Everything of this definition that was published since the start, in order. */
  published<D extends MessageDefinition>(definition: D): Envelope<DataOf<D>>[] {
    return this.#published
      .filter(({ subject }) => subject.startsWith(`${definition.subject}.`))
      .map(({ get, payload }) => decode([definition], get, payload) as Envelope<DataOf<D>>);
  }

  /** Rows as the superuser sees them: behind no policy. */
  async sql<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#sql.query(text, [...parameters]);
    return rows;
  }

  /** Ends one process of a service; clocks and waits go on without it. */
  async end(service: RunningService): Promise<void> {
    await service.stop();
    this.#running.splice(this.#running.indexOf(service), 1);
  }

  /** Moves the clock of every service of this harness. */
  async moveClock(offsetMs: number): Promise<void> {
    this.#offsetMs = offsetMs;
    this.connection.publish(CLOCK_SUBJECT, String(offsetMs));
    await until('the clocks moved', () =>
      Promise.resolve(this.#running.every(({ clock }) => clock.offsetMs === offsetMs)),
    );
  }

  /** After the broker went away: waits until it answers the harness itself, which hears nothing before. */
  async reconnected(): Promise<void> {
    await until('the broker answers again', () =>
      jetstreamManager(this.connection).then(
        () => true,
        () => false,
      ),
    );
  }

  /** Nothing pending, nothing unacknowledged, outboxes empty, no background work left. */
  async drained(): Promise<void> {
    const manager = await jetstreamManager(this.connection);
    const names = new Set(this.#running.map(({ name }) => name));
    const durables = Object.values(reactions).filter(({ service }) => names.has(service));
    let calm = 0;
    await until('drained', async () => {
      const busy = await Promise.all([
        ...[...names].map((name) => this.#hasRow(`SELECT 1 FROM ${name}.outbox WHERE sent_at IS NULL LIMIT 1`)),
        ...this.#busy.map((statement) => this.#hasRow(statement)),
        ...durables.map(async ({ stream, durable }) => {
          const { num_pending, num_ack_pending } = await manager.consumers.info(stream, durable);
          return num_pending + num_ack_pending > 0;
        }),
      ]);
      calm = busy.some(Boolean) ? 0 : calm + 1;
      return calm >= 2;
    });
    await this.connection.flush();
  }

  async stop(): Promise<void> {
    for (const service of this.#running.toReversed()) await service.stop();
    await this.connection.close();
    await this.#sql.end();
    await this.bus.stop();
    await this.database.drop();
  }

  async #hasRow(statement: string): Promise<boolean> {
    return (await this.sql(statement)).length > 0;
  }
}

const ignore = (): void => undefined;

export async function startHarness({ schemas, ...options }: HarnessOptions): Promise<Harness> {
  const fingerprint = createHash('md5')
    .update(JSON.stringify(schemas.map(({ schema, migrations }) => [schema, migrations.map(String)])))
    .digest('hex')
    .slice(0, 12);
  const database = await createDatabase({
    template: { name: `template_${fingerprint}`, migrate: (superuserUrl) => migrateAll(superuserUrl, schemas) },
  });
  const bus = await startBus();
  const connection = await connectToBroker(bus.url, 'harness');
  await provision(connection, { maxBytesPerStream: 64 * 1024 ** 2, policy: { ...usualPolicy, ...options.policy } });
  const sql = new Pool({ connectionString: database.url, max: 1 });
  // A server that a test ends; the next statement connects anew.
  sql.on('error', () => undefined);
  return new Harness(database, bus, connection, sql, options);
}

async function migrateAll(superuserUrl: string, schemas: readonly ServiceSchema[]): Promise<void> {
  const roles = schemas.map(({ schema }) => ({ service: schema, ownerPassword: PASSWORD, workerPassword: PASSWORD }));
  await provisionRoles(superuserUrl, roles);
  for (const schema of schemas) {
    const url = new URL(superuserUrl);
    url.username = `${schema.schema}_owner`;
    url.password = PASSWORD;
    await migrate(url.href, schema);
  }
}
