import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';

const AT_A_TIME = 256;

/** Fills a stream and returns when each message is acknowledged. */
export async function publishAll(
  connection: NatsConnection,
  subject: string,
  messages: readonly object[],
): Promise<void> {
  const broker = jetstream(connection);
  for (let from = 0; from < messages.length; from += AT_A_TIME) {
    const some = messages.slice(from, from + AT_A_TIME);
    await Promise.all(some.map((message) => broker.publish(subject, JSON.stringify(message))));
  }
}
