import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'channels';

/** When TikTok was last asked for its messaging API, and whether Messenger is to come back with it. */
export class WatchMessaging1765300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.accounts
        ADD COLUMN messaging_checked_at timestamptz,
        ADD COLUMN messenger_waits boolean NOT NULL DEFAULT false;
      UPDATE ${schema}.accounts SET messenger_waits = messaging_closed;
      COMMENT ON COLUMN ${schema}.accounts.messenger_waits IS
        'Messenger is disconnected for nothing but that TikTok keeps its messaging API from the account.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.accounts DROP COLUMN messaging_checked_at, DROP COLUMN messenger_waits`);
  }
}
