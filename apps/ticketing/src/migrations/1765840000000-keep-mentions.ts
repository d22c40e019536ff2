import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Whom the notes of a ticket name, with the newest of those notes. */
export class KeepMentions1765840000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.mentions (
        workspace_id uuid NOT NULL,
        ticket_id uuid NOT NULL,
        person_id uuid NOT NULL,
        message_id uuid NOT NULL,
        PRIMARY KEY (workspace_id, ticket_id, person_id)
      );
      CREATE INDEX mentions_person ON ${schema}.mentions (workspace_id, person_id, ticket_id);
      ${protect('mentions', { schema, person: 'SELECT, INSERT, UPDATE' })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.mentions`);
  }
}
