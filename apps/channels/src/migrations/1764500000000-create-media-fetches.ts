import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'channels';

export class CreateMediaFetches1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.media_fetches (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        external_id text NOT NULL,
        source jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'stored', 'gone')),
        attempts integer NOT NULL,
        seen_at timestamptz NOT NULL,
        next_attempt_at timestamptz,
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, channel_id, external_id)
      );
      COMMENT ON COLUMN ${schema}.media_fetches.id IS
        'Also the id of the stored file: an attempt that is repeated replaces the file of the one before.';
      COMMENT ON COLUMN ${schema}.media_fetches.next_attempt_at IS
        'Real time; also the lease of an attempt under way. Null once it is known what became of it.';
      CREATE INDEX media_fetches_due ON ${schema}.media_fetches (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
      ${protect('media_fetches', { schema })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.media_fetches`);
  }
}
