import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'channels';

export class KnowConsentEnd1764600300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.pending_tokens ADD COLUMN obtained_at timestamptz, ADD COLUMN consent_ends_at timestamptz;
      ALTER TABLE ${schema}.tokens ADD COLUMN obtained_at timestamptz;
      ALTER TABLE ${schema}.accounts ADD COLUMN consent_ends_at timestamptz, ADD COLUMN consent_told_days integer;
      COMMENT ON COLUMN ${schema}.accounts.consent_told_days IS
        'How many days before its end the consent was last announced to end.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.pending_tokens DROP COLUMN obtained_at, DROP COLUMN consent_ends_at;
      ALTER TABLE ${schema}.tokens DROP COLUMN obtained_at;
      ALTER TABLE ${schema}.accounts DROP COLUMN consent_ends_at, DROP COLUMN consent_told_days;
    `);
  }
}
