import { Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';

const WINDOW_MS = 15 * 60_000;

interface Bucket {
  readonly key: string;
  readonly max: number;
}

interface Count {
  readonly key: string;
  readonly attempts: number;
}

const windowStart = (now: Date): Date => new Date(Math.floor(now.getTime() / WINDOW_MS) * WINDOW_MS);

/** Attempts are counted before anything is looked at, so that a thousand at once are no way around. */
const limitBy = (bucketsOf: (email: string, address: string) => Bucket[]) => ({
  /** @throws Rejection `too_many_attempts`; its transaction rolls back, so refused attempts count nowhere */
  async take(tx: Tx, email: string, address: string, now: Date): Promise<void> {
    const buckets = bucketsOf(email, address);
    const parameters = [buckets.map(({ key }) => key), windowStart(now)];
    // Looked at first: refusing a flood must not cost a write each.
    const before = await tx.query<Count>(
      'SELECT key, attempts FROM sign_in_attempts WHERE key = ANY($1) AND window_start = $2',
      parameters,
    );
    assertLeft(buckets, before, 1, now);
    const counted = await tx.query<Count>(
      `INSERT INTO sign_in_attempts (key, window_start, attempts)
       SELECT key, $2, 1 FROM unnest($1::text[]) AS bucket (key) ORDER BY key
       ON CONFLICT (key, window_start) DO UPDATE SET attempts = sign_in_attempts.attempts + 1
       RETURNING key, attempts`,
      parameters,
    );
    assertLeft(buckets, counted, 0, now);
  },

  /** The attempt succeeded: only failures count. */
  async giveBack(tx: Tx, email: string, address: string, now: Date): Promise<void> {
    await tx.run(
      `UPDATE sign_in_attempts SET attempts = attempts - 1 WHERE window_start = $2 AND key = ANY($1) AND attempts > 0`,
      [bucketsOf(email, address).map(({ key }) => key), windowStart(now)],
    );
  },
});

/**
 * How often sign-in may fail in fifteen minutes. Somebody who guesses from one address is stopped by the first and
 * second without locking the owner out elsewhere; the third stops guessing from many addresses.
 */
export const signInLimit = limitBy((email, address) => [
  { key: `${email} from ${address}`, max: 10 },
  { key: `from ${address}`, max: 50 },
  { key: `${email}`, max: 100 },
]);

/** How often a link for a new password may be asked for: nobody's mailbox is filled, and no list of addresses tried. */
export const resetLimit = limitBy((email, address) => [
  { key: `reset of ${email}`, max: 3 },
  { key: `resets from ${address}`, max: 20 },
]);

export async function forgetAttempts(tx: Tx, now: Date): Promise<void> {
  await tx.run('DELETE FROM sign_in_attempts WHERE window_start < $1', [windowStart(now)]);
}

function assertLeft(buckets: readonly Bucket[], counts: readonly Count[], needed: number, now: Date): void {
  const spent = counts.some(({ key, attempts }) => {
    const bucket = buckets.find((one) => one.key === key);
    return bucket !== undefined && attempts + needed > bucket.max;
  });
  if (!spent) return;
  const retryAfterSeconds = Math.ceil((windowStart(now).getTime() + WINDOW_MS - now.getTime()) / 1_000);
  throw new Rejection('too_many_attempts', { retryAfterSeconds });
}
