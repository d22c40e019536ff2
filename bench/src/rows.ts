import { Client } from 'pg';

/** One connection that counts rows while others write them. */
export class Rows {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async open(databaseUrl: string): Promise<Rows> {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    return new Rows(client);
  }

  async count(table: string, where = 'true'): Promise<number> {
    const { rows } = await this.#client.query(`SELECT count(*)::int AS count FROM ${table} WHERE ${where}`);
    return rows[0].count;
  }

  async one<Row>(text: string): Promise<Row | undefined> {
    const { rows } = await this.#client.query(text);
    return rows[0];
  }

  async close(): Promise<void> {
    await this.#client.end();
  }
}
