import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'channels';

/** Posts that were commented on, to be described. */
export class LookUpPosts1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.post_lookups (
        workspace_id uuid NOT NULL,
        account_id uuid NOT NULL,
        video_id text NOT NULL,
        channel_id uuid NOT NULL,
        attempts integer NOT NULL,
        next_attempt_at timestamptz,
        asked_at timestamptz,
        PRIMARY KEY (workspace_id, account_id, video_id)
      );
      COMMENT ON COLUMN ${schema}.post_lookups.next_attempt_at IS
        'Real time; also the lease of an attempt under way. Null once the answer is there.';
      CREATE INDEX post_lookups_due ON ${schema}.post_lookups (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
      ${protect('post_lookups', { schema })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.post_lookups`);
  }
}
