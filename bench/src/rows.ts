import { Pool } from 'pg';

/** One connection that counts rows while others write them. */
export class Rows {
  readonly #pool: Pool;

  constructor(databaseUrl: string) {
    this.#pool = new Pool({ connectionString: databaseUrl, max: 1 });
  }

  async count(table: string, where = 'true'): Promise<number> {
    const { rows } = await this.#pool.query(`SELECT count(*)::int AS count FROM ${table} WHERE ${where}`);
    return rows[0].count;
  }

  async one<Row>(text: string): Promise<Row | undefined> {
    const { rows } = await this.#pool.query(text);
    return rows[0];
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
