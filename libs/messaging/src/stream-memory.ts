import { JetStreamApiCodes, JetStreamApiError, type JetStreamManager, type StreamInfo } from '@nats-io/jetstream';
import type { Database, Tx } from '@duet/database';
import type { Stored } from './ack-inbox.ts';
import type { Log } from './log.ts';
import { metrics } from './metrics.ts';

interface State {
  readonly stream: string;
  readonly created: string;
  readonly last_seq: string;
  readonly epoch: number;
}

/**
 * Remembers what this service has put into each stream, so that a broker which forgot is found out (H10):
 * another `created` stamp, or a sequence that does not rise. Then every unexpired row is published again, under
 * another message id and with its own event id, which consumers dedupe by.
 */
export class StreamMemory {
  readonly #database: Database;
  readonly #manager: JetStreamManager;
  readonly #log: Log;

  constructor(database: Database, manager: JetStreamManager, log: Log) {
    this.#database = database;
    this.#manager = manager;
    this.#log = log;
  }

  /** Compares each stream that this service has published to with what is remembered of it. */
  async check(tx: Tx): Promise<void> {
    const known = await tx.query<State>('SELECT stream, created, last_seq, epoch FROM stream_state');
    for (const state of known) {
      const info = await this.#info(state.stream);
      if (!info) continue;
      const forgot = info.created !== state.created || info.state.last_seq < Number(state.last_seq);
      if (forgot) await this.#publishAgain(state, info.created);
    }
  }

  /** Records the newest acknowledgements; the first one of a stream also records the stream's birth. */
  async remember(tx: Tx, stored: readonly Stored[]): Promise<void> {
    const fresh = stored.filter(({ duplicate }) => !duplicate);
    for (const [stream, acknowledged] of Map.groupBy(fresh, ({ stream }) => stream)) {
      const [state] = await tx.query<State>(
        'SELECT stream, created, last_seq, epoch FROM stream_state WHERE stream = $1',
        [stream],
      );
      const lowest = Math.min(...acknowledged.map(({ seq }) => seq));
      const highest = Math.max(...acknowledged.map(({ seq }) => seq));
      if (!state) {
        const { created } = await this.#manager.streams.info(stream);
        await tx.query('INSERT INTO stream_state VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING', [
          stream,
          created,
          highest,
        ]);
      } else if (lowest <= Number(state.last_seq) && acknowledged.length > 0 && (await this.#isAnother(state))) {
        await this.#publishAgain(state, (await this.#manager.streams.info(stream)).created);
      } else {
        await tx.query('UPDATE stream_state SET last_seq = greatest(last_seq, $2) WHERE stream = $1', [
          stream,
          highest,
        ]);
      }
    }
  }

  /** Null while the stream is gone: it does not hold up the others, and is looked at again. */
  async #info(stream: string): Promise<StreamInfo | null> {
    try {
      return await this.#manager.streams.info(stream);
    } catch (error) {
      const isGone = error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
      if (!isGone) throw error;
      this.#log.warn({ stream }, 'a stream is gone; it has to be provisioned again');
      return null;
    }
  }

  /** A sibling's higher acknowledgement may have been recorded between ours and now: only the stream itself can tell. */
  async #isAnother(state: State): Promise<boolean> {
    const info = await this.#manager.streams.info(state.stream);
    return info.created !== state.created || info.state.last_seq < Number(state.last_seq);
  }

  /** One commit: a new epoch without its rows would lose them. Seven days of rows take longer than a statement may. */
  async #publishAgain(state: State, created: string): Promise<void> {
    const rows = await this.#database.asWorker(async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 0');
      const taken = await tx.query(
        'UPDATE stream_state SET created = $2, last_seq = 0, epoch = epoch + 1 WHERE stream = $1 AND epoch = $3 RETURNING stream',
        [state.stream, created, state.epoch],
      );
      if (taken.length === 0) return null;
      return tx.run(
        'UPDATE outbox SET sent_at = NULL, epoch = $2 WHERE stream = $1 AND sent_at IS NOT NULL AND data IS NOT NULL',
        [state.stream, state.epoch + 1],
      );
    });
    if (rows === null) return;
    metrics.amnesia.inc({ stream: state.stream });
    this.#log.error(
      { stream: state.stream, rows, service: this.#database.schema },
      'the broker lost this stream: publishing its unexpired messages again',
    );
  }
}
