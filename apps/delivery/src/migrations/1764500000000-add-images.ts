import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'delivery';

export class AddImages1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.outbound
        ADD COLUMN image jsonb,
        ADD COLUMN platform_image jsonb,
        ADD COLUMN requires_previous boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN ${schema}.outbound.image IS 'The file to be sent; then the text is empty.';
      COMMENT ON COLUMN ${schema}.outbound.platform_image IS
        'What the platform calls the uploaded file. While it is null the send itself was not begun.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE ${schema}.outbound DROP COLUMN image, DROP COLUMN platform_image, DROP COLUMN requires_previous`,
    );
  }
}
