import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Words by which comments are hidden as they come in. */
export class KeepHideRules1765830000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.hide_rules (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL,
        words text[] NOT NULL,
        whole_words boolean NOT NULL,
        -- null: every channel
        channel_id uuid,
        is_on boolean NOT NULL,
        caught integer NOT NULL DEFAULT 0,
        PRIMARY KEY (workspace_id, id)
      );
      ${protect('hide_rules', { schema, person: 'SELECT, INSERT, UPDATE, DELETE' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.hide_rules`);
  }
}
