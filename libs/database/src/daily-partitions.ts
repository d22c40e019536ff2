export interface DailyTable {
  readonly table: string;
  /** Days kept before a partition is dropped whole. */
  readonly keepDays: number;
}

/**
 * SQL for a function `<schema>.turn_over(today date)` that makes the partitions of the next days and drops the expired
 * ones. The service may call it, though it does not own the tables. Tables are partitioned by range on `day date`
 * and have a default partition `<table>_default` for what is older than the installation, or came while nobody made
 * partitions: a new partition takes its rows out of there, since PostgreSQL would refuse to make it otherwise.
 */
export function turnOverFunction(schema: string, tables: readonly DailyTable[]): string {
  const plan = tables.map(({ table, keepDays }) => `('${table}', ${keepDays})`).join(', ');
  return `
    CREATE OR REPLACE FUNCTION ${schema}.turn_over(today date) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = ${schema}, pg_temp AS $body$
    DECLARE
      plan record;
      target date;
      part text;
      expired record;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('${schema}.turn_over'));
      FOR plan IN SELECT * FROM (VALUES ${plan}) AS tables (name, keep_days) LOOP
        FOR offset_days IN 0..3 LOOP
          target := today + offset_days;
          part := plan.name || to_char(target, '_YYYYMMDD');
          CONTINUE WHEN to_regclass(part) IS NOT NULL;
          EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part, plan.name);
          EXECUTE format('LOCK TABLE %I IN SHARE ROW EXCLUSIVE MODE', plan.name || '_default');
          EXECUTE format('WITH moved AS (DELETE FROM %I WHERE day = %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
            plan.name || '_default', target, part);
          EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            plan.name, part, target, target + 1);
        END LOOP;
        FOR expired IN
          SELECT child.relname AS name FROM pg_inherits
          JOIN pg_class child ON child.oid = inhrelid
          JOIN pg_class parent ON parent.oid = inhparent
          JOIN pg_namespace space ON space.oid = parent.relnamespace
          WHERE space.nspname = '${schema}' AND parent.relname = plan.name
            AND child.relname ~ '_\\d{8}$'
            AND to_date(right(child.relname, 8), 'YYYYMMDD') < today - plan.keep_days
        LOOP
          EXECUTE format('DROP TABLE %I', expired.name);
        END LOOP;
      END LOOP;
    END $body$;
    REVOKE ALL ON FUNCTION ${schema}.turn_over(date) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${schema}.turn_over(date) TO ${schema}_worker;`;
}
