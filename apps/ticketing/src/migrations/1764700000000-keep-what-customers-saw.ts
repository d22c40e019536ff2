import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** How far customers have read, what they put on messages, and which message they answer. */
export class KeepWhatCustomersSaw1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.conversations ADD COLUMN seen_up_to timestamptz;
      ALTER TABLE ${schema}.messages ADD COLUMN referenced_id text;
      COMMENT ON COLUMN ${schema}.messages.referenced_id IS 'The platform''s id of the earlier message that this one answers.';
      CREATE TABLE ${schema}.reactions (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        external_id text NOT NULL,
        side text NOT NULL CHECK (side IN ('customer', 'business')),
        /* the emoji, or the address of a picture without what expires of it */
        name text NOT NULL,
        emoji text,
        url text,
        operation text NOT NULL CHECK (operation IN ('add', 'remove')),
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, channel_id, external_id, side, name)
      );
      ${protect('reactions', { schema, person: 'SELECT' })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ${schema}.reactions;
      ALTER TABLE ${schema}.messages DROP COLUMN referenced_id;
      ALTER TABLE ${schema}.conversations DROP COLUMN seen_up_to`);
  }
}
