import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'delivery';

export class AddCards1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.outbound ADD COLUMN card jsonb;
      COMMENT ON COLUMN ${schema}.outbound.card IS 'The title with its buttons; then the text is the title.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.outbound DROP COLUMN card`);
  }
}
