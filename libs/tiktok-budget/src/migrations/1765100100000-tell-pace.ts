import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far apart the calls of accounts to an endpoint are let through, and when the next may go; the app itself is ''. */
export class TellPace1765100100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION tiktok_budget.pace(of_app text, of_accounts text[], of_endpoint text, now timestamptz)
        RETURNS TABLE (account text, step_ms numeric, opens_in_ms numeric)
        STABLE LANGUAGE sql SECURITY DEFINER SET search_path = tiktok_budget, pg_temp AS $body$
        SELECT asked.account, extract(epoch FROM paced.step) * 1000,
          greatest(0, extract(epoch FROM coalesce(b.open_at, now) - now) * 1000)
        FROM unnest(array_append(of_accounts, '')) AS asked (account)
        CROSS JOIN LATERAL spacing(CASE asked.account WHEN '' THEN 'app' ELSE 'account' END, of_endpoint) AS paced
        LEFT JOIN buckets b ON b.app = of_app AND b.account = asked.account
          AND b.endpoint = CASE asked.account WHEN '' THEN '' ELSE of_endpoint END
      $body$;
      GRANT EXECUTE ON FUNCTION tiktok_budget.pace TO PUBLIC;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION tiktok_budget.pace');
  }
}
