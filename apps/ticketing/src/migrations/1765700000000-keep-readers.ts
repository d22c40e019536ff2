import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** How far each person of the workspace has read each ticket. */
export class KeepReaders1765700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.readers (
        workspace_id uuid NOT NULL,
        ticket_id uuid NOT NULL,
        person_id uuid NOT NULL,
        message_id uuid NOT NULL,
        sent_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, ticket_id, person_id)
      );
      ${protect('readers', { schema, person: 'SELECT, INSERT, UPDATE' })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.readers`);
  }
}
