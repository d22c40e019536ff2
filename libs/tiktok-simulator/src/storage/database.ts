import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { schema } from './schema.ts';

/** SQLite has no booleans. */
export type Flag = 0 | 1;

export interface Query<Row> {
  get(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
  run(...values: SQLInputValue[]): void;
}

/** One SQLite file; a committed transaction survives `kill -9` and power loss (WAL, synchronous=FULL). */
export class Database {
  private readonly sqlite: DatabaseSync;
  private inTransaction = false;

  constructor(file: string) {
    this.sqlite = new DatabaseSync(file);
    this.sqlite.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;');
    this.sqlite.exec(schema);
  }

  /** Prepares once; `Row` states what the columns hold, which are named as the fields of the entities. */
  prepare<Row = never>(sql: string): Query<Row> {
    const statement = this.sqlite.prepare(sql);
    return {
      get: (...values) => statement.get(...values) as Row | undefined,
      all: (...values) => statement.all(...values) as Row[],
      run: (...values) => void statement.run(...values),
    };
  }

  inserter<Row extends object>(table: string, columns: (keyof Row & string)[]): (row: Row) => void {
    const marks = columns.map(() => '?').join(', ');
    const statement = this.sqlite.prepare(`insert into ${table} (${columns.join(', ')}) values (${marks})`);
    return (row) => void statement.run(...columns.map((column) => row[column] as SQLInputValue));
  }

  /** Work inside a transaction joins it. */
  transaction<T>(work: () => T): T {
    if (this.inTransaction) return work();
    this.sqlite.exec('begin immediate');
    this.inTransaction = true;
    try {
      const result = work();
      this.sqlite.exec('commit');
      return result;
    } catch (error) {
      this.sqlite.exec('rollback');
      throw error;
    } finally {
      this.inTransaction = false;
    }
  }

  /** Empties every table except the ones named. */
  clear(keep: string[]): void {
    const tables = this.prepare<{ name: string }>(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'",
    ).all();
    for (const { name } of tables) if (!keep.includes(name)) this.sqlite.exec(`delete from ${name}`);
  }

  close(): void {
    this.sqlite.close();
  }
}
