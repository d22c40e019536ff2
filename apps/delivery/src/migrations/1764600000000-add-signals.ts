import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'delivery';

/** When a signal was last shown in a conversation, in real time. */
export class AddSignals1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.signals (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        thread_id text NOT NULL,
        signal text NOT NULL,
        shown_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, channel_id, thread_id, signal)
      );
      ${protect('signals', { schema, person: 'SELECT, INSERT, UPDATE' })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.signals`);
  }
}
