import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Whether TikTok still reviews a comment of ours, or holds it back. */
export class ShowReviews1764900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.comment_states ADD COLUMN review text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.comment_states DROP COLUMN review`);
  }
}
