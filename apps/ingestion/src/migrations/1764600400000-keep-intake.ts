import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ingestion';

/** What the health of a channel tells of what came in. */
export class KeepIntake1764600400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.intake (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        event_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, channel_id)
      );
      CREATE TABLE ${schema}.refusals (
        hour timestamptz PRIMARY KEY,
        count integer NOT NULL
      );
      COMMENT ON TABLE ${schema}.refusals IS
        'Deliveries whose signature was wrong: nobody can say for whom they were, so they belong to no workspace.';
      CREATE INDEX deliveries_stale ON ${schema}.deliveries (open_id) WHERE NOT fresh;
      ALTER TABLE ${schema}.sweeps
        ADD COLUMN strangers_found integer NOT NULL DEFAULT 0, ADD COLUMN strangers_found_at timestamptz;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.refusals TO ${schema}_worker;
      ${protect('intake', { schema })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ${schema}.intake, ${schema}.refusals;
      DROP INDEX ${schema}.deliveries_stale;
      ALTER TABLE ${schema}.sweeps DROP COLUMN strangers_found, DROP COLUMN strangers_found_at;
    `);
  }
}
