import type { Database } from '@duet/database';
import type { Log } from '@duet/messaging';

const HOUR_MS = 3_600_000;

/** Makes the partitions of the next days and drops the expired ones, now and each hour. Resolves when it was done once. */
export async function turnOverDaily(database: Database, log: Log): Promise<() => void> {
  const turnOver = async (): Promise<void> => {
    await database
      .asWorker((tx) => tx.query(`SELECT ${database.schema}.turn_over(current_date)`))
      .catch((error: unknown) => log.warn({ err: error }, 'the daily partitions could not be turned over'));
  };
  await turnOver();
  const timer = setInterval(() => void turnOver(), HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
