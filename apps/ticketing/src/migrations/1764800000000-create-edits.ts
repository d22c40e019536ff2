import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Comments that were written in place of others; and moderation of a comment without a ticket stands in the audit too. */
export class CreateEdits1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.edits (
        workspace_id uuid NOT NULL,
        /* the comment with the new text, and the one with the old text */
        id uuid NOT NULL,
        replaces uuid NOT NULL,
        actor jsonb NOT NULL,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, id) REFERENCES ${schema}.messages,
        FOREIGN KEY (workspace_id, replaces) REFERENCES ${schema}.messages
      );
      CREATE INDEX edits_replaces ON ${schema}.edits (workspace_id, replaces);
      ${protect('edits', { schema, person: 'SELECT, INSERT' })}
      ALTER TABLE ${schema}.audit ALTER COLUMN ticket_id DROP NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ${schema}.edits;
      DELETE FROM ${schema}.audit WHERE ticket_id IS NULL;
      ALTER TABLE ${schema}.audit ALTER COLUMN ticket_id SET NOT NULL;
    `);
  }
}
