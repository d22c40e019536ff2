import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'gateway';

/** By which of TikTok's two published rules a workspace counts reply windows. */
export class ChooseWindowPolicy1765100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.workspaces ADD COLUMN window_policy text NOT NULL DEFAULT 'flat'
        CHECK (window_policy IN ('flat', 'tiered'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.workspaces DROP COLUMN window_policy`);
  }
}
