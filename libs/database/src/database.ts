import { DataSource, type MigrationInterface } from 'typeorm';
import { Hearing } from './hearing.ts';
import { PreparingClient } from './prepared-statements.ts';
import { Tx } from './tx.ts';

export interface DatabaseOptions {
  /** postgres://… of the role that this process runs as. */
  readonly url: string;
  /** The service's own schema; its roles are `<schema>_owner`, `<schema>_worker` and `<schema>_person`. */
  readonly schema: string;
  readonly poolSize?: number;
  readonly migrations?: readonly (new () => MigrationInterface)[];
  readonly applicationName?: string;
}

/** A service's database: transactions as the service itself, or as a person of one workspace behind row-level security. */
export class Database {
  readonly schema: string;
  readonly #source: DataSource;

  private constructor(source: DataSource, schema: string) {
    this.#source = source;
    this.schema = schema;
  }

  static async connect(options: DatabaseOptions): Promise<Database> {
    return new Database(await connectSource(options), options.schema);
  }

  /** One statement as the service, committed by itself. */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.withConnection((tx) => tx.query<Row>(sql, parameters));
  }

  /** As the service: sees every workspace, since a batch of events spans them. */
  asWorker<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.#inTransaction(work);
  }

  /** For a person, bot or API key: row-level security shows this workspace only. */
  asPerson<Result>(workspaceId: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.#inTransaction(async (tx) => {
      await tx.query(`SELECT set_config('app.workspace', $1, true), set_config('role', $2, true)`, [
        workspaceId,
        `${this.schema}_person`,
      ]);
      return work(tx);
    });
  }

  /** Wakes whoever hears this channel, now and not at a later commit; nobody may, so a poll must stand behind it. */
  async tell(channel: string): Promise<void> {
    await this.query('SELECT pg_notify($1, $2)', [channel, '']);
  }

  /** Calls `heard` at each `tell` in any process, and whenever some may have been missed. It holds a connection. */
  hear(channel: string, heard: () => void): Hearing {
    return new Hearing(this.#source, channel, heard);
  }

  /** Waits for nothing but a connection: throws when the database cannot be reached. */
  async ping(): Promise<void> {
    await this.#source.query('SELECT 1');
  }

  /** Session-level advisory locks need a connection of their own for as long as they are held. */
  async withConnection<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const runner = this.#source.createQueryRunner();
    try {
      return await work(new Tx(runner));
    } finally {
      await runner.release();
    }
  }

  async close(): Promise<void> {
    if (this.#source.isInitialized) await this.#source.destroy();
  }

  async #inTransaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const runner = this.#source.createQueryRunner();
    const tx = new Tx(runner);
    let result: Result;
    try {
      await runner.startTransaction();
      result = await work(tx);
      await runner.commitTransaction();
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
    tx.committed();
    return result;
  }
}

/**
 * Plans are kept, so they must not depend on how empty a table was when its first statements came: always by index.
 * Without `jit` the price that this puts on a scan of a whole table stays a mere number.
 */
const PLANNING = '-c enable_seqscan=off -c random_page_cost=1.1 -c jit=off';

export function connectSource(options: DatabaseOptions): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.schema,
    poolSize: options.poolSize ?? 10,
    installExtensions: false,
    migrations: [...(options.migrations ?? [])],
    migrationsTableName: 'migrations',
    connectTimeoutMS: 5_000,
    poolErrorHandler: () => undefined,
    extra: {
      Client: PreparingClient,
      options: PLANNING,
      application_name: options.applicationName ?? options.schema,
      idle_in_transaction_session_timeout: 60_000,
      statement_timeout: 30_000,
    },
  }).initialize();
}
