import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/**
 * Pages of settings, and what is promised for each ticket. `replies` is null on tickets that no message has reached since;
 * `sla_state` and `sla_check_at` are taken from `sla` for filters and for the timer.
 */
export class PromiseTimes1765750000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.settings_documents (
        workspace_id uuid NOT NULL,
        kind text NOT NULL,
        document jsonb NOT NULL,
        version integer NOT NULL,
        PRIMARY KEY (workspace_id, kind)
      );
      ALTER TABLE ${schema}.tickets
        ADD COLUMN replies jsonb,
        ADD COLUMN sla jsonb,
        ADD COLUMN sla_state text CHECK (sla_state IN ('due_soon', 'breached')),
        ADD COLUMN sla_check_at timestamptz;
      CREATE INDEX tickets_sla ON ${schema}.tickets (workspace_id, sla_state, last_at DESC, id DESC) WHERE sla_state IS NOT NULL;
      CREATE INDEX tickets_sla_check ON ${schema}.tickets (sla_check_at) WHERE sla_check_at IS NOT NULL;
      ${protect('settings_documents', { schema, person: 'SELECT, INSERT, UPDATE' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.tickets
        DROP COLUMN replies, DROP COLUMN sla, DROP COLUMN sla_state, DROP COLUMN sla_check_at;
      DROP TABLE ${schema}.settings_documents;
    `);
  }
}
