import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ingestion';

export class KeepSecrets1765200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.webhook_secrets (
        app text PRIMARY KEY,
        version integer NOT NULL,
        secrets jsonb NOT NULL
      );
      COMMENT ON TABLE ${schema}.webhook_secrets IS
        'Sealed secrets with which TikTok may sign, as channels tells them. Without a row the environment says which.';
      GRANT SELECT, INSERT, UPDATE ON ${schema}.webhook_secrets TO ${schema}_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.webhook_secrets`);
  }
}
