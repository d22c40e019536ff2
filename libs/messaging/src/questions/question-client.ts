import { ClientNats, NatsRecordBuilder } from '@nestjs/microservices';
import { headers as natsHeaders, type NatsConnection } from '@nats-io/transport-node';
import {
  type Actor,
  type AnswerOf,
  isRejectionCode,
  newId,
  type QuestionDefinition,
  Rejection,
  type RequestInputOf,
} from '@duet/contracts';
import { firstValueFrom, timeout } from 'rxjs';
import { currentTraceparent } from '../trace.ts';
import { AnsweredQuestion, type AskedQuestion, DEADLINE_HEADER } from './question-wire.ts';

export interface AskOptions {
  /** The caller's Idempotency-Key; made anew when left out. */
  readonly requestId?: string;
  readonly deadlineMs?: number;
}

class SharedClient extends ClientNats {
  readonly #connection: NatsConnection;

  constructor(connection: NatsConnection) {
    super({});
    this.#connection = connection;
  }

  override createClient(): Promise<NatsConnection> {
    return Promise.resolve(this.#connection);
  }
}

/** Asks other services. Every question has a deadline, and every refusal comes back as a Rejection. */
export class Questions {
  readonly #client: SharedClient;

  constructor(connection: NatsConnection) {
    this.#client = new SharedClient(connection);
  }

  /**
   * @throws Rejection the owner refused; `no_answer` when nobody answered before the deadline
   */
  async ask<Q extends QuestionDefinition>(
    question: Q,
    request: RequestInputOf<Q>,
    actor: Actor,
    { requestId = newId(), deadlineMs = question.deadlineMs }: AskOptions = {},
  ): Promise<AnswerOf<Q>> {
    const headers = natsHeaders();
    headers.set(DEADLINE_HEADER, String(Date.now() + deadlineMs));
    const traceparent = currentTraceparent();
    if (traceparent) headers.set('traceparent', traceparent);
    const asked: AskedQuestion = { request, actor, requestId };
    const record = new NatsRecordBuilder(asked).setHeaders(headers).build();
    const answered = await firstValueFrom(
      this.#client.send<unknown>(question.subject, record).pipe(timeout(deadlineMs)),
    ).catch((cause: unknown) => {
      throw new Rejection('no_answer', { subject: question.subject, cause: String(cause) });
    });
    const result = AnsweredQuestion.parse(answered);
    if (result.ok) return question.answer.parse(result.answer) as AnswerOf<Q>;
    throw new Rejection(isRejectionCode(result.code) ? result.code : 'internal', result.details, result.message);
  }
}
