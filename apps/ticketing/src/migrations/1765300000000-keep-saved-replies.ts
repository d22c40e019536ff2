import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Replies that are used often: the workspace's, or one person's. */
export class KeepSavedReplies1765300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.saved_replies (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        -- whose it is; null: everybody's
        owner_id text,
        title text NOT NULL,
        shortcut text,
        text text NOT NULL,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE INDEX saved_replies_title ON ${schema}.saved_replies (workspace_id, lower(title));
      CREATE UNIQUE INDEX saved_replies_shortcut ON ${schema}.saved_replies (workspace_id, coalesce(owner_id, ''), lower(shortcut));
      ${protect('saved_replies', { schema, person: 'SELECT, INSERT, UPDATE, DELETE' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.saved_replies`);
  }
}
