import { Client } from 'pg';
import type { Target } from '../target.ts';

/** What a check found wrong, each with what to do about it; none when all is well. */
export interface Findings {
  /** What was looked at, in a few words. */
  readonly seen: string;
  readonly faults: readonly string[];
}

export interface Check {
  readonly name: string;
  run(target: Target): Promise<Findings>;
}

/** One connection for one look. */
export async function withClient<Result>(url: string, look: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000, query_timeout: 10_000 });
  await client.connect();
  try {
    return await look(client);
  } finally {
    await client.end();
  }
}
