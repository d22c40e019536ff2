import { type Consumer, DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { TicketOpened } from '@duet/contracts';
import { type LiveEvent, readEvent } from './live-event.ts';

export const STREAM = TicketOpened.stream;

/** Events of one workspace, of whatever kind: `evt.ticketing.<noun>.<verb>.v<n>.<workspace>`. */
const subjectsOf = (workspaceId: string): string => `evt.ticketing.*.*.*.${workspaceId}`;

const READ_MS = 5_000;

export interface StreamState {
  /** From the stream's birth: a stream that was lost and made anew has another. */
  readonly epoch: string;
  readonly first: number;
  readonly last: number;
}

/** The stream of ticket events, as the broker has it. */
export class TicketStream {
  readonly #connection: NatsConnection;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  async state(): Promise<StreamState> {
    const manager = await jetstreamManager(this.#connection, { checkAPI: false });
    const { created, state } = await manager.streams.info(STREAM);
    return { epoch: Date.parse(created).toString(36), first: state.first_seq, last: state.last_seq };
  }

  follow(after: number): Promise<Consumer> {
    return jetstream(this.#connection).consumers.get(STREAM, {
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: after + 1,
    });
  }

  /**
   * A workspace's events after one place and before another.
   *
   * @returns null when they are no longer all there, or more than `most`
   */
  async read(workspaceId: string, after: number, before: number, most: number): Promise<LiveEvent[] | null> {
    const { first } = await this.state();
    if (after < first - 1) return null;
    const consumer = await jetstream(this.#connection).consumers.get(STREAM, {
      filter_subjects: subjectsOf(workspaceId),
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: after + 1,
    });
    try {
      const { num_pending: pending } = await consumer.info(true);
      if (pending === 0) return [];
      if (pending > most) return null;
      return await readAll(consumer, pending, before);
    } finally {
      await consumer.delete().catch(() => false);
    }
  }
}

/** Null when not everything came in time. */
async function readAll(consumer: Consumer, pending: number, before: number): Promise<LiveEvent[] | null> {
  const messages = await consumer.fetch({ max_messages: pending, expires: READ_MS });
  const events: LiveEvent[] = [];
  let left = pending;
  for await (const message of messages) {
    left = message.seq >= before ? 0 : left - 1;
    const event = message.seq >= before ? null : readEvent(message);
    if (event) events.push(event);
    if (left === 0) break;
  }
  messages.stop();
  return left === 0 ? events : null;
}
