import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is free, and what is not: for the health of a channel. Like `take` it shows no book as such. */
export class TellOutlook1764600200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION tiktok_budget.outlook(of_app text, of_account text, now timestamptz)
        RETURNS TABLE (endpoint text, opens_at timestamptz, closed boolean, waiting integer)
        STABLE LANGUAGE sql SECURITY DEFINER SET search_path = tiktok_budget, pg_temp AS $body$
        SELECT b.endpoint, greatest(b.open_at, now), coalesce(b.closed_until > now, false),
          (SELECT count(*)::integer FROM waiting w
           WHERE w.app = of_app AND w.account = b.account AND w.endpoint = b.endpoint AND w.due_at > now - interval '5 s')
        FROM buckets b WHERE b.app = of_app AND (b.account = of_account OR (b.account = '' AND b.endpoint = ''))
        ORDER BY b.endpoint
      $body$;
      GRANT EXECUTE ON FUNCTION tiktok_budget.outlook TO PUBLIC;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION tiktok_budget.outlook');
  }
}
