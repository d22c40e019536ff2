import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** What a workspace's policy of counting adds to its reply windows. */
export class CountByTiers1765100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.windows ADD COLUMN tiers jsonb;
      ALTER TABLE ${schema}.workspace_settings ADD COLUMN window_policy text NOT NULL DEFAULT 'flat'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.workspace_settings DROP COLUMN window_policy;
      ALTER TABLE ${schema}.windows DROP COLUMN tiers`);
  }
}
