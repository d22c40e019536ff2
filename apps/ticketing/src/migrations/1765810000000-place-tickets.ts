import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Teams, whose turn it is in them, what waits for a turn, and who is there. */
export class PlaceTickets1765810000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.tickets ADD COLUMN team_id uuid, ADD COLUMN waits_since timestamptz;
      CREATE INDEX tickets_team ON ${schema}.tickets (workspace_id, team_id, last_at DESC, id DESC) WHERE team_id IS NOT NULL;
      CREATE INDEX tickets_waiting ON ${schema}.tickets (workspace_id, team_id, waits_since)
        WHERE waits_since IS NOT NULL AND assignee_id IS NULL AND status = 'open';
      CREATE INDEX tickets_open_of ON ${schema}.tickets (workspace_id, assignee_id) WHERE status = 'open';

      CREATE TABLE ${schema}.turns (
        workspace_id uuid PRIMARY KEY,
        served jsonb NOT NULL
      );
      COMMENT ON COLUMN ${schema}.turns.served IS 'By team: the people who had turns, the last one last.';
      CREATE TABLE ${schema}.presences (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        is_online boolean NOT NULL DEFAULT false,
        is_away boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 0,
        PRIMARY KEY (workspace_id, id)
      );
      ${protect('turns', { schema, person: 'SELECT, INSERT, UPDATE' })}
      ${protect('presences', { schema, person: 'SELECT, INSERT, UPDATE' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ${schema}.turns, ${schema}.presences;
      ALTER TABLE ${schema}.tickets DROP COLUMN team_id, DROP COLUMN waits_since;
    `);
  }
}
