import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'gateway';

/** What a workspace may set otherwise: the characters of a comment reply. Null is the product rule. */
export class SetWorkspaces1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.workspaces ADD COLUMN comment_text_max integer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.workspaces DROP COLUMN comment_text_max`);
  }
}
