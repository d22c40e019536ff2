import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each person chose for themselves, in whatever browser and workspace. */
export class KeepPreferences1765760000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE gateway.people ADD COLUMN preferences jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE gateway.people DROP COLUMN preferences');
  }
}
