import type { MigrationInterface, QueryRunner } from 'typeorm';

const TAKE = `tiktok_budget.take(of_app text, of_account text, of_endpoint text, class text, of_work text, now timestamptz)`;

const ranks = (classes: string): string => `
  CREATE OR REPLACE FUNCTION tiktok_budget.rank_of(class text) RETURNS integer IMMUTABLE LANGUAGE sql
    RETURN array_position(ARRAY[${classes}], class);`;

/**
 * Healing is last of all, and would find nothing as long as replies fill the budget. So when it has waited for ten
 * seconds and none of it was let through in that time, one call of it goes before everything but a person's hide: six
 * calls a minute, of 480, whatever else is wanted.
 */
export class HealUnderLoad1765600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${ranks(`'access', 'moderation', 'healing-overdue', 'moderation-bulk', 'reply', 'reply-bulk', 'read', 'signal', 'enrichment', 'healing'`)}
      ALTER FUNCTION tiktok_budget.take RENAME TO take_by_rank;
      REVOKE EXECUTE ON FUNCTION tiktok_budget.take_by_rank FROM PUBLIC;
      CREATE FUNCTION ${TAKE} RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = tiktok_budget, pg_temp AS $body$
      DECLARE
        patience CONSTANT interval := '10 s';
        overdue CONSTANT integer := rank_of('healing-overdue');
        last timestamptz;
        answer timestamptz;
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('tiktok_budget'), hashtext(of_app));
        IF class <> 'healing' THEN RETURN take_by_rank(of_app, of_account, of_endpoint, class, of_work, now); END IF;
        last := coalesce((SELECT b.open_at FROM buckets b
          WHERE b.app = of_app AND b.account = '' AND b.endpoint = 'healing'), '-infinity');
        IF last > now - patience OR NOT EXISTS (
          SELECT FROM waiting w WHERE w.app = of_app AND w.work = of_work
            AND (w.rank = overdue OR (w.since <= now - patience
              AND NOT EXISTS (SELECT FROM waiting o WHERE o.app = of_app AND (o.rank = overdue
                OR (o.rank = w.rank AND (o.round, o.since, o.work) < (w.round, w.since, w.work)))))))
        THEN
          answer := take_by_rank(of_app, of_account, of_endpoint, class, of_work, now);
          /* It comes back when it may be overdue, however far away its turn is. */
          SELECT least(answer, greatest(last + patience, w.since + patience, now + interval '500 ms')) INTO answer FROM waiting w
            WHERE answer IS NOT NULL AND w.app = of_app AND w.work = of_work;
          UPDATE waiting w SET due_at = answer WHERE w.app = of_app AND w.work = of_work;
          RETURN answer;
        END IF;
        answer := take_by_rank(of_app, of_account, of_endpoint, 'healing-overdue', of_work, now);
        IF answer IS NULL THEN PERFORM spend(of_app, '', 'healing', interval '0', interval '0', now); END IF;
        RETURN answer;
      END $body$;
      GRANT EXECUTE ON FUNCTION tiktok_budget.take TO PUBLIC;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION tiktok_budget.take;
      ALTER FUNCTION tiktok_budget.take_by_rank RENAME TO take;
      GRANT EXECUTE ON FUNCTION tiktok_budget.take TO PUBLIC;
      ${ranks(`'access', 'moderation', 'moderation-bulk', 'reply', 'reply-bulk', 'read', 'signal', 'enrichment', 'healing'`)}
    `);
  }
}
