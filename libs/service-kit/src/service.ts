import './telemetry.ts';
import { setPriority } from 'node:os';
import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { NatsConnection } from '@nats-io/transport-node';
import { deadLetterQuestions, type Owner } from '@duet/contracts';
import type { FastifyReply } from 'fastify';
import { Database, missingMigrations, type ServiceSchema } from '@duet/database';
import {
  type Answering,
  answersOf,
  assertServerIsCurrent,
  Clock,
  connectToBroker,
  Consumer,
  followTestClock,
  type Handle,
  type Policy,
  policy as usualPolicy,
  provisioningFaults,
  QuestionServer,
  reactionsOf,
  Relay,
} from '@duet/messaging';
import type { Logger } from 'pino';
import { closeHttp } from './close-http.ts';
import type { CommonConfig } from './config.ts';
import { answerDeadLetters } from './dead-letter-answers.ts';
import { OpsServer } from './health.ts';
import { kitModule } from './kit.module.ts';
import { createLogger, NestLogger } from './logger.ts';
import { ProblemFilter, sendProblem } from './problem.filter.ts';
import { turnOverDaily } from './turn-over.ts';

/** How long a stopping service may take to answer what it was asked before. */
const ANSWERED_WITHIN_MS = 10_000;

export interface ServiceDefinition {
  readonly name: Owner;
  readonly module: Type | DynamicModule;
  readonly schema: ServiceSchema;
  readonly config: CommonConfig;
  /** Figures of its consumers that differ from the usual ones; the durables must be provisioned with the same. */
  readonly policy?: Partial<Policy>;
  /** Whether it serves HTTP of its own on PORT. */
  readonly http?: boolean;
  /** False for a role that needs PostgreSQL and nothing else (H4). */
  readonly broker?: boolean;
  /** Fastify settings and plugins, before the routes are made. */
  readonly configureHttp?: (app: NestFastifyApplication) => Promise<void> | void;
  /** Bytes of a request body; larger ones get 413. */
  readonly bodyLimit?: number;
  /** Hands controllers the body's bytes as they came, whatever their content type says. */
  readonly rawBodies?: boolean;
}

export interface RunningService {
  readonly name: Owner;
  /** http://host:port of the service's own HTTP, or an empty string. */
  readonly url: string;
  readonly opsUrl: string;
  readonly app: INestApplication;
  readonly database: Database;
  readonly clock: Clock;
  /** Graceful: stops taking work, finishes what it has, closes its connections. */
  stop(): Promise<void>;
}

/** Boots a service in this process. `start()` adds what a process of its own needs. */
export async function bootService(definition: ServiceDefinition): Promise<RunningService> {
  const { name, config, schema } = definition;
  const logger = createLogger(name, config.LOG_LEVEL);
  const clock = new Clock();
  const policy: Policy = { ...usualPolicy, ...definition.policy };
  await untilPresent(config.STARTUP_WAIT_MS, `the schema of ${name}`, () =>
    missingMigrations(config.DATABASE_URL, schema),
  );
  const database = await Database.connect({
    url: config.DATABASE_URL,
    schema: schema.schema,
    poolSize: config.DATABASE_POOL,
  });
  const stopTurnOver = await turnOverDaily(database, logger);
  const connection = definition.broker === false ? null : await connectToBroker(config.NATS_URL, name);
  if (connection) {
    try {
      assertServerIsCurrent(connection);
      await untilPresent(config.STARTUP_WAIT_MS, 'streams and durables', () =>
        provisioningFaults(connection, name, policy),
      );
    } catch (error) {
      stopTurnOver();
      await Promise.all([connection.close(), database.close()]);
      throw error;
    }
    if (config.DUET_TEST_CLOCK === '1') await followTestClock(clock, connection);
  }
  const ops = new OpsServer({
    host: config.OPS_HOST,
    port: config.OPS_PORT,
    readiness: {
      database: () => database.ping(),
      ...(connection ? { broker: () => connection.flush() } : {}),
    },
  });
  const opsUrl = await ops.listen();
  const relay = connection ? new Relay(database, connection, logger) : null;
  const app = await NestFactory.create<NestFastifyApplication>(
    kitModule(definition.module, { database, clock, logger, config, connection, relay }),
    new FastifyAdapter({
      bodyLimit: definition.bodyLimit ?? 1024 * 1024,
      forceCloseConnections: 'idle',
      frameworkErrors: (error: Error, _request: unknown, reply: FastifyReply) => sendProblem(reply, error, logger),
    }),
    { logger: new NestLogger(logger), bodyParser: !definition.rawBodies, abortOnError: false },
  );
  app.useGlobalFilters(new ProblemFilter(logger));
  if (definition.rawBodies) keepBodiesRaw(app);
  await definition.configureHttp?.(app);
  const consumers =
    connection && relay ? connectHandlers(definition, { app, database, connection, relay, logger, policy }) : [];
  await app.startAllMicroservices();
  await app.init();
  relay?.start();
  for (const consumer of consumers) consumer.start();
  if (definition.http) await app.listen(config.PORT, config.HOST);
  await connection?.flush();
  ops.running();
  const url = definition.http ? await app.getUrl() : '';
  logger.info({ url, opsUrl }, 'running');

  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    ops.stopping();
    await new Promise((resolve) => setTimeout(resolve, config.DRAIN_MS));
    stopTurnOver();
    await Promise.all(consumers.map((consumer) => consumer.stop()));
    await closeHttp(app.getHttpServer(), ANSWERED_WITHIN_MS, () => app.close());
    await relay?.stop();
    // Without a broker there is nobody to drain to.
    await connection?.drain().catch(() => connection.close());
    await database.close();
    await ops.close();
    logger.info({}, 'stopped');
  };
  return { name, url, opsUrl, app, database, clock, stop: () => (stopping ??= stop()) };
}

interface Wiring {
  readonly app: INestApplication;
  readonly database: Database;
  readonly connection: NatsConnection;
  readonly relay: Relay;
  readonly logger: Logger;
  readonly policy: Policy;
}

/** Finds every `@ReactsTo` and `@Answers` method among the module's providers and binds it to the bus. */
function connectHandlers(
  definition: ServiceDefinition,
  { app, database, connection, relay, logger, policy }: Wiring,
): Consumer[] {
  const onCommit = (): void => relay.wake();
  const instances = app
    .get(DiscoveryService)
    .getProviders()
    .filter(({ metatype, instance }) => typeof metatype === 'function' && instance);
  const answering: Answering[] = answerDeadLetters(deadLetterQuestions(definition.name), database, connection);
  const consumers: Consumer[] = [];
  for (const { metatype, instance } of instances) {
    if (!metatype) continue;
    for (const { reaction, method } of reactionsOf(metatype)) {
      if (reaction.service !== definition.name)
        throw new Error(`${reaction.durable} does not belong to ${definition.name}`);
      const handle: Handle<(typeof reaction.on)[number]> = instance[method].bind(instance);
      consumers.push(new Consumer({ reaction, handle, database, connection, log: logger, policy, onCommit }));
    }
    for (const { question, method, inTransaction } of answersOf(metatype)) {
      answering.push({ question, inTransaction, answer: instance[method].bind(instance) });
    }
  }
  app.connectMicroservice({
    strategy: new QuestionServer(
      {
        service: definition.name,
        connection,
        database,
        log: logger,
        onCommit,
        concurrency: Math.max(2, definition.config.DATABASE_POOL - 4),
      },
      answering,
    ),
  });
  return consumers;
}

function keepBodiesRaw(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** Waits for what another step provides; the last answer stands in the error. */
async function untilPresent(waitMs: number, what: string, missing: () => Promise<string[]>): Promise<void> {
  const end = performance.now() + waitMs;
  for (;;) {
    const faults = await missing().catch((error: unknown) => [String(error)]);
    if (faults.length === 0) return;
    if (performance.now() > end) throw new Error(`${what} is not as expected: ${faults.join('; ')}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Boots a service as a process: signals stop it gracefully, a failed start ends it with a readable reason. */
export async function start(define: () => ServiceDefinition | Promise<ServiceDefinition>): Promise<void> {
  try {
    const definition = await define();
    if (definition.config.CPU_NICE > 0) setPriority(definition.config.CPU_NICE);
    const service = await bootService(definition);
    const stop = (): void => void service.stop().then(() => process.exit(0));
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  }
}
