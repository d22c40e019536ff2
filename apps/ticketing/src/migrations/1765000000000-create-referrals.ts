import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Which ads and links led customers into their conversations. */
export class CreateReferrals1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.referrals (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        thread_id text NOT NULL,
        referred_at timestamptz NOT NULL,
        referral jsonb NOT NULL,
        ticket_id uuid,
        PRIMARY KEY (workspace_id, channel_id, thread_id, referred_at)
      );
      COMMENT ON COLUMN ${schema}.referrals.ticket_id IS 'Null until the customer writes: the next ticket of the conversation takes it.';
      CREATE INDEX referrals_ticket ON ${schema}.referrals (workspace_id, ticket_id, referred_at DESC)
        WHERE ticket_id IS NOT NULL;
      ${protect('referrals', { schema, person: 'SELECT' })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.referrals`);
  }
}
