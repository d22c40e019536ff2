import type { Harness } from '../harness.ts';

/**
 * Makes one event fail one consumer, as the last thing of its transaction. Giving up on it is still possible.
 * @returns what makes it harmless again
 */
export async function poison(
  harness: Harness,
  schema: string,
  { eventId, durable }: { eventId: string; durable: string },
): Promise<() => Promise<void>> {
  await harness.sql(`
    CREATE FUNCTION ${schema}.poison() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      IF NOT EXISTS (SELECT FROM ${schema}.dead_letters WHERE event_id = NEW.event_id::text AND durable = NEW.durable) THEN
        RAISE EXCEPTION 'this event is poison';
      END IF;
      RETURN NULL;
    END $body$;
    CREATE CONSTRAINT TRIGGER poison AFTER INSERT ON ${schema}.handled_events DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW WHEN (NEW.event_id = '${eventId}' AND NEW.durable = '${durable}') EXECUTE FUNCTION ${schema}.poison();`);
  return async () => {
    await harness.sql(`DROP FUNCTION ${schema}.poison() CASCADE`);
  };
}

/** How many of these events were committed after the letter of the poisonous one: transaction ids tell. */
export async function committedAfterLetter(
  harness: Harness,
  schema: string,
  eventId: string,
  others: readonly string[],
): Promise<number> {
  const [row] = await harness.sql<{ late: number }>(
    `SELECT count(*)::int AS late FROM ${schema}.handled_events h JOIN ${schema}.dead_letters d ON d.durable = h.durable
     WHERE d.event_id = $1 AND h.event_id = ANY($2) AND h.xmin::text::bigint > d.xmin::text::bigint`,
    [eventId, others],
  );
  return row?.late ?? 0;
}
