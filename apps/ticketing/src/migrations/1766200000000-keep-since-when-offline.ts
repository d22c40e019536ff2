import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Since when people are offline. Of those who are already, it counts from now on. */
export class KeepSinceWhenOffline1766200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.presences ADD COLUMN offline_since timestamptz DEFAULT now();
      ALTER TABLE ${schema}.presences ALTER COLUMN offline_since DROP DEFAULT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.presences DROP COLUMN offline_since`);
  }
}
