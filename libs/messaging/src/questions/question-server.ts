import { ServerNats } from '@nestjs/microservices';
import type { NatsContext } from '@nestjs/microservices';
import { SpanKind } from '@opentelemetry/api';
import type { NatsConnection } from '@nats-io/transport-node';
import { newId, type QuestionDefinition, Rejection } from '@duet/contracts';
import { type Database, isOutage } from '@duet/database';
import type { Log } from '../log.ts';
import { type Publish, writeOutbox } from '../publish.ts';
import { currentTraceparent, inSpan } from '../trace.ts';
import { Turns } from './turns.ts';
import { answerOnce } from './answer-once.ts';
import type { Question, QuestionInTx } from './answers.ts';
import { type AnsweredQuestion, AskedQuestion, DEADLINE_HEADER, MAX_ANSWER_BYTES } from './question-wire.ts';

export type Answering =
  | {
      readonly question: QuestionDefinition;
      readonly inTransaction: true;
      answer(request: unknown, context: QuestionInTx): Promise<unknown>;
    }
  | {
      readonly question: QuestionDefinition;
      readonly inTransaction: false;
      answer(request: unknown, context: Question): Promise<unknown>;
    };

export interface QuestionServerOptions {
  readonly service: string;
  readonly connection: NatsConnection;
  /** Needed by answers that run in a transaction. */
  readonly database?: Database;
  readonly log: Log;
  readonly onCommit: () => void;
  /** Questions answered at a time; further ones wait, and those whose asker has given up are dropped. */
  readonly concurrency?: number;
}

/** Nest's NATS transport on the service's own connection, with deadlines, typed refusals and one transaction per question. */
export class QuestionServer extends ServerNats {
  readonly #options: QuestionServerOptions;
  readonly #turns: Turns;

  constructor(options: QuestionServerOptions, answering: readonly Answering[]) {
    super({ queue: options.service });
    this.#options = options;
    this.#turns = new Turns(options.concurrency ?? 6);
    for (const one of answering) {
      this.addHandler(one.question.subject, (data: unknown, context: NatsContext) => this.#serve(one, data, context));
    }
  }

  override createNatsClient(): Promise<NatsConnection> {
    return Promise.resolve(this.#options.connection);
  }

  /** The connection belongs to the service, which drains it. */
  override async close(): Promise<void> {
    return Promise.resolve();
  }

  async #serve(answering: Answering, data: unknown, context: NatsContext): Promise<AnsweredQuestion | undefined> {
    const headers = context.getHeaders();
    const deadline = Number(headers?.get(DEADLINE_HEADER) ?? Number.NaN);
    return this.#turns.take(() => {
      const isGivenUp = deadline <= Date.now();
      return isGivenUp ? Promise.resolve(undefined) : this.#serveNow(answering, data, headers?.get('traceparent'));
    });
  }

  async #serveNow(answering: Answering, data: unknown, traceparent: string | undefined): Promise<AnsweredQuestion> {
    const { subject } = answering.question;
    try {
      const answer = await inSpan(`answer ${subject}`, SpanKind.SERVER, traceparent || undefined, () =>
        this.#answer(answering, data),
      );
      const size = Buffer.byteLength(JSON.stringify(answer) ?? '');
      if (size > MAX_ANSWER_BYTES) throw new Error(`the answer to ${subject} has ${size} bytes`);
      return { ok: true, answer };
    } catch (error) {
      if (error instanceof Rejection) return refusal(error);
      if (isOutage(error))
        this.#options.log.warn({ subject, cause: String(error) }, 'a question could not be answered');
      else this.#options.log.error({ err: error, subject }, 'a question could not be answered');
      return refusal(new Rejection(isOutage(error) ? 'no_answer' : 'internal'));
    }
  }

  async #answer(answering: Answering, data: unknown): Promise<unknown> {
    const asked = AskedQuestion.safeParse(data);
    if (!asked.success) throw new Rejection('bad_request');
    const { actor, requestId } = asked.data;
    const request = answering.question.request.safeParse(asked.data.request);
    if (!request.success) throw badRequest(request.error.issues);
    const cause = { id: requestId, correlationId: newId(), traceparent: currentTraceparent() };
    const { database, onCommit } = this.#options;
    if (!answering.inTransaction) return answering.answer(request.data, { actor, cause });
    if (!database) throw new Error(`${answering.question.subject} needs a database`);
    return database.asPerson(actor.workspaceId, async (tx) => {
      const published: Publish[] = [];
      const publish = (...messages: Publish[]): void => void published.push(...messages);
      const answer = (): Promise<unknown> => answering.answer(request.data, { actor, cause, tx, publish });
      const result = answering.question.writes
        ? await answerOnce(tx, { actor, requestId, subject: answering.question.subject, request: request.data }, answer)
        : await answer();
      await writeOutbox(tx, published);
      if (published.length > 0) tx.afterCommit(onCommit);
      return result;
    });
  }
}

const refusal = ({ code, message, details }: Rejection): AnsweredQuestion => ({ ok: false, code, message, details });

function badRequest(issues: readonly { path: PropertyKey[]; message: string }[]): Rejection {
  const problems = issues.map(({ path, message }) => ({ field: path.join('.'), problem: message }));
  const text = problems.map(({ field, problem }) => (field ? `${field}: ${problem}` : problem)).join('; ');
  return new Rejection('bad_request', { problems }, text);
}
