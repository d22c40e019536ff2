import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ingestion';

/** What was written before a channel was connected is read when somebody asks for it. */
export class ImportHistory1764600600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.sweeps
        ADD COLUMN import_since timestamptz, ADD COLUMN importing boolean NOT NULL DEFAULT false, ADD COLUMN imported integer;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE ${schema}.sweeps DROP COLUMN import_since, DROP COLUMN importing, DROP COLUMN imported`,
    );
  }
}
