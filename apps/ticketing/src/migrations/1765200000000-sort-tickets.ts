import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Tags, priorities, and how long a ticket is set aside. A tag that is gone stays in `tag_ids` and counts for nothing. */
export class SortTickets1765200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.tags (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL,
        color text NOT NULL,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE UNIQUE INDEX tags_name ON ${schema}.tags (workspace_id, lower(name));
      ALTER TABLE ${schema}.tickets
        ADD COLUMN held_until timestamptz,
        ADD COLUMN priority text NOT NULL DEFAULT 'medium' CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
        ADD COLUMN tag_ids uuid[] NOT NULL DEFAULT '{}';
      CREATE INDEX tickets_held ON ${schema}.tickets (held_until) WHERE status = 'hold' AND held_until IS NOT NULL;
      CREATE INDEX tickets_priority ON ${schema}.tickets (workspace_id, priority, last_at DESC, id DESC);
      CREATE INDEX tickets_tags ON ${schema}.tickets USING gin (tag_ids);
      ${protect('tags', { schema, person: 'SELECT, INSERT, UPDATE, DELETE' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.tickets DROP COLUMN held_until, DROP COLUMN priority, DROP COLUMN tag_ids;
      DROP TABLE ${schema}.tags;
    `);
  }
}
