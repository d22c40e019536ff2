import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** When the name and the description of a contact were so: news comes in any order. */
export class OrderContactNews1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE ${schema}.contacts ADD COLUMN named_at timestamptz, ADD COLUMN described_at timestamptz`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.contacts DROP COLUMN named_at, DROP COLUMN described_at`);
  }
}
