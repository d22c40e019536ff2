import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'channels';

/** Comments whose images TikTok is to be asked for, many at once. Those that were to be asked for one by one join them. */
export class LookForCommentImages1765500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.comment_image_lookups (
        workspace_id uuid NOT NULL,
        account_id uuid NOT NULL,
        comment_id text NOT NULL,
        channel_id uuid NOT NULL,
        video_id text NOT NULL,
        has_text boolean NOT NULL,
        attempts integer NOT NULL,
        next_attempt_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, account_id, comment_id)
      );
      COMMENT ON COLUMN ${schema}.comment_image_lookups.next_attempt_at IS 'Real time; also the lease of an attempt under way.';
      CREATE INDEX comment_image_lookups_due ON ${schema}.comment_image_lookups (next_attempt_at);
      ALTER TABLE ${schema}.media_fetches NO FORCE ROW LEVEL SECURITY;
      WITH moved AS (
        DELETE FROM ${schema}.media_fetches WHERE state = 'pending' AND source->>'kind' = 'comment' RETURNING *
      )
      INSERT INTO ${schema}.comment_image_lookups
      SELECT workspace_id, account_id, external_id, channel_id, source->>'videoId', false, 0, now() FROM moved;
      ALTER TABLE ${schema}.media_fetches FORCE ROW LEVEL SECURITY;
      ${protect('comment_image_lookups', { schema })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.comment_image_lookups`);
  }
}
