import { randomUUID } from 'node:crypto';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Database, Tx } from '@duet/database';
import { AckInbox, type Stored } from './ack-inbox.ts';
import type { Log } from './log.ts';
import { Loop } from './loop.ts';
import { metrics } from './metrics.ts';
import { PARTITIONS } from './partition.ts';
import { StreamMemory } from './stream-memory.ts';
import type { WireHeaders } from './wire.ts';

interface Row {
  readonly day: string;
  readonly position: string;
  readonly id: string;
  readonly key: string;
  readonly stream: string;
  readonly subject: string;
  readonly headers: WireHeaders;
  readonly data: string;
  readonly epoch: number;
}

const BATCH = 1_000;
const POLL_MS = 1_000;
const SPACING_MS = 10;
const STREAM_CHECK_MS = 10_000;

/**
 * Publishes committed outbox rows in order per key: at most one unacknowledged row of a key, pipelined across keys.
 * Replicas share the partitions by advisory locks. It is woken after each commit, and polls each second as the net.
 */
export class Relay {
  readonly #database: Database;
  readonly #connection: NatsConnection;
  readonly #log: Log;
  readonly #inbox: AckInbox;
  readonly #hint: string;
  readonly #name = randomUUID();
  #memory: StreamMemory | undefined;
  #manager: JetStreamManager | undefined;
  readonly #loop: Loop;
  #streamsCheckedAt = 0;

  constructor(database: Database, connection: NatsConnection, log: Log) {
    this.#database = database;
    this.#connection = connection;
    this.#log = log;
    this.#inbox = new AckInbox(connection);
    this.#hint = `hint.outbox.${database.schema}`;
    this.#loop = new Loop({ name: this.#hint, pass: () => this.#pass(), pollMs: POLL_MS, spacingMs: SPACING_MS, log });
  }

  start(): void {
    this.#connection.subscribe(this.#hint, {
      callback: (_error, message) => {
        if (message.string() !== this.#name) this.#loop.wake();
      },
    });
    this.#loop.start();
  }

  /** New rows are committed: here, and with a hint to the siblings. */
  wake(): void {
    this.#loop.wake();
    if (!this.#connection.isClosed()) this.#connection.publish(this.#hint, this.#name);
  }

  /** Finishes the pass under way. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    this.#inbox.close();
  }

  #pass(): Promise<'again' | 'idle' | 'retry'> {
    return this.#database.withConnection(async (tx) => {
      const space = `${this.#database.schema}.outbox`;
      const locks = await tx.query<{ partition_no: number }>(
        `SELECT p AS partition_no FROM generate_series(0, ${PARTITIONS - 1}) p WHERE pg_try_advisory_lock(hashtext($1), p)`,
        [space],
      );
      try {
        await this.#checkStreams(tx);
        const rows = await tx.query<Row>(
          `SELECT day::text AS day, position, id, key, stream, subject, headers, data::text AS data, epoch FROM outbox
           WHERE sent_at IS NULL AND data IS NOT NULL AND partition_no = ANY($1) ORDER BY position LIMIT ${BATCH}`,
          [locks.map(({ partition_no }) => partition_no)],
        );
        if (rows.length === 0) return 'idle';
        const stored = await this.#publish(rows);
        await this.#markSent(tx, stored);
        if (stored.length < rows.length) return 'retry';
        return rows.length === BATCH ? 'again' : 'idle';
      } finally {
        await tx.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
      }
    });
  }

  /** One chain of publishes for each key; a chain ends at its first failure. */
  async #publish(rows: readonly Row[]): Promise<{ row: Row; stored: Stored }[]> {
    const done: { row: Row; stored: Stored }[] = [];
    const chains = Map.groupBy(rows, ({ key }) => key).values();
    let failure: unknown;
    await Promise.all(
      [...chains].map(async (chain) => {
        for (const row of chain) {
          const msgId = row.epoch === 0 ? row.id : `${row.id}:${row.epoch}`;
          try {
            done.push({
              row,
              stored: await this.#inbox.publish(row.subject, row.data, { ...row.headers, 'Nats-Msg-Id': msgId }),
            });
          } catch (error) {
            failure = error;
            return;
          }
        }
      }),
    );
    if (failure)
      this.#log.warn({ err: failure, unsent: rows.length - done.length }, 'the broker did not take some messages');
    metrics.published.inc(done.length);
    return done;
  }

  async #markSent(tx: Tx, done: readonly { row: Row; stored: Stored }[]): Promise<void> {
    if (done.length === 0) return;
    await tx.query(
      `UPDATE outbox SET sent_at = now(), stream_seq = sent.seq
       FROM unnest($1::date[], $2::uuid[], $3::bigint[]) AS sent (day, id, seq)
       WHERE outbox.day = sent.day AND outbox.id = sent.id`,
      [done.map(({ row }) => row.day), done.map(({ row }) => row.id), done.map(({ stored }) => stored.seq)],
    );
    await this.#memory?.remember(
      tx,
      done.map(({ stored }) => stored),
    );
  }

  async #checkStreams(tx: Tx): Promise<void> {
    if (this.#memory && performance.now() - this.#streamsCheckedAt < STREAM_CHECK_MS) return;
    this.#manager ??= await jetstreamManager(this.#connection, { checkAPI: false });
    this.#memory ??= new StreamMemory(this.#database, this.#manager, this.#log);
    await this.#memory.check(tx);
    this.#streamsCheckedAt = performance.now();
  }
}
