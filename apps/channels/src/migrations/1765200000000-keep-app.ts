import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'channels';

export class KeepApp1765200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.app_versions (
        version integer PRIMARY KEY,
        client_key text NOT NULL,
        secret_sealed text,
        secret_ends_with text NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by jsonb
      );
      COMMENT ON TABLE ${schema}.app_versions IS
        'The TikTok app of the installation, and who changed it when. Version 0 is what the environment said before. Secrets that sign nothing any more are blank.';
      GRANT SELECT, INSERT, UPDATE ON ${schema}.app_versions TO ${schema}_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.app_versions`);
  }
}
