import type { QueryRunner } from 'typeorm';

/** One open transaction. Everything a store does goes through it. */
export class Tx {
  readonly #runner: QueryRunner;
  readonly #afterCommit: (() => void)[] = [];

  constructor(runner: QueryRunner) {
    this.#runner = runner;
  }

  /** Rows of one statement; parameters are positional. `timestamptz` comes as Date, `bigint` as string. */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.#runner.query(sql, [...parameters], true);
    return result.records;
  }

  /** Number of rows that an insert, update or delete touched. */
  async run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    const result = await this.#runner.query(sql, [...parameters], true);
    return result.affected ?? 0;
  }

  /** Runs after the commit, in this process only: a hint, never the carrier of a fact. */
  afterCommit(hook: () => void): void {
    this.#afterCommit.push(hook);
  }

  /** Called by Database once the commit is through. */
  committed(): void {
    for (const hook of this.#afterCommit) hook();
  }
}
