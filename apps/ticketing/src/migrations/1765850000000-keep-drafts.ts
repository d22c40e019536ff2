import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** What people have written on tickets and not sent. */
export class KeepDrafts1765850000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.drafts (
        workspace_id uuid NOT NULL,
        ticket_id uuid NOT NULL,
        person_id uuid NOT NULL,
        mode text NOT NULL CHECK (mode IN ('reply', 'note')),
        text text NOT NULL,
        written_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, ticket_id, person_id, mode)
      );
      ${protect('drafts', { schema, person: 'SELECT, INSERT, UPDATE, DELETE' })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.drafts`);
  }
}
