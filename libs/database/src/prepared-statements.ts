import { createHash } from 'node:crypto';
import { Client, type ClientConfig } from 'pg';

const MOST_STATEMENTS = 1_000;

const names = new Map<string, string>();
let generation = 0;

/**
 * Every statement with parameters is planned once for each connection and then runs by its name: planning costs more
 * than most of our statements themselves. What is beyond the first thousand texts runs without a name.
 */
export class PreparingClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    const send: (...call: readonly unknown[]) => unknown = this.query.bind(this);
    const query = (text: unknown, values: unknown, ...rest: readonly unknown[]): unknown => {
      if (typeof text !== 'string' || !Array.isArray(values)) return send(text, values, ...rest);
      const answer = send({ text, values, name: nameOf(text) }, ...rest);
      return answer instanceof Promise ? answer.catch(forgetStalePlans) : answer;
    };
    Object.assign(this, { query });
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_STATEMENTS) return undefined;
  const name = `${generation}-${createHash('sha256').update(text).digest('base64url')}`;
  names.set(text, name);
  return name;
}

/** A migration changed what `SELECT *` means: from now on every connection plans anew, under other names. */
function forgetStalePlans(error: unknown): never {
  if (isStalePlan(error)) {
    generation += 1;
    names.clear();
  }
  throw error;
}

/** "cached plan must not change result type": the same statement works when it is sent again. */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '0A000' && error.message.includes('cached plan');
