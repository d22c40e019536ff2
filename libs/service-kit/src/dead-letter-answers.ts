import { jetstream } from '@nats-io/jetstream';
import { headers as natsHeaders, type NatsConnection } from '@nats-io/transport-node';
import { type deadLetterQuestions, Rejection } from '@duet/contracts';
import type { Database } from '@duet/database';
import { type Answering, deadLetters, type DeadLetterRow } from '@duet/messaging';

type DeadLetterQuestions = ReturnType<typeof deadLetterQuestions>;

/** How every service answers operators who ask about its dead letters (H7). */
export function answerDeadLetters(
  questions: DeadLetterQuestions,
  database: Database,
  connection: NatsConnection,
): Answering[] {
  return [
    {
      question: questions.list,
      inTransaction: false,
      answer: async (request) => {
        const { limit } = questions.list.request.parse(request);
        const { total, rows } = await database.asWorker((tx) => deadLetters.list(tx, limit));
        return { total, deadLetters: rows.map(summary) };
      },
    },
    {
      question: questions.show,
      inTransaction: false,
      answer: async (request) => {
        const { durable, eventId } = questions.show.request.parse(request);
        const row = await database.asWorker((tx) => deadLetters.find(tx, durable, eventId));
        if (!row) throw new Rejection('not_found');
        return { ...summary(row), payload: row.payload.toString('utf8') };
      },
    },
    {
      question: questions.retry,
      inTransaction: false,
      answer: async (request) => {
        const { durable, eventId } = questions.retry.request.parse(request);
        const rows = await database.asWorker(async (tx) => {
          const taken = await deadLetters.take(tx, durable, eventId);
          for (const row of taken) await publishAgain(connection, row);
          return taken;
        });
        return { retried: rows.length };
      },
    },
    {
      question: questions.drop,
      inTransaction: false,
      answer: async (request) => {
        const { durable, eventId } = questions.drop.request.parse(request);
        const dropped = await database.asWorker((tx) => deadLetters.take(tx, durable, eventId));
        return { dropped: dropped.length };
      },
    },
  ];
}

const summary = (row: DeadLetterRow) => ({
  durable: row.durable,
  eventId: row.event_id,
  type: row.type,
  cause: row.cause,
  attempts: row.attempts,
  failedAt: row.failed_at.toISOString(),
});

/**
 * The same event under a new message id: every durable but the one that gave up has its claim and ignores it.
 * @throws when the broker did not store it: the letter then stays
 */
async function publishAgain(connection: NatsConnection, row: DeadLetterRow): Promise<void> {
  const headers = natsHeaders();
  for (const [name, value] of Object.entries(row.headers)) {
    if (name !== 'Nats-Msg-Id') headers.set(name, value);
  }
  await jetstream(connection).publish(row.subject, row.payload, { headers });
}
