import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'channels';

export class WatchWebhooks1764600100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.accounts ADD COLUMN webhook_fault text, ADD COLUMN webhooks_checked_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${schema}.accounts DROP COLUMN webhook_fault, DROP COLUMN webhooks_checked_at`);
  }
}
