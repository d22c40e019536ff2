import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** What the upload that goes along with a saved reply is. */
export class KeepImagesOfSavedReplies1765780000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.saved_replies ADD COLUMN image jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.saved_replies DROP COLUMN image`);
  }
}
