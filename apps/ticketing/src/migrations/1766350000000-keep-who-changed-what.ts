import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Who last changed what of a ticket, by the field. What was changed before this is known to everybody. */
export class KeepWhoChangedWhat1766350000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.tickets ADD COLUMN changes jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.tickets DROP COLUMN changes`);
  }
}
