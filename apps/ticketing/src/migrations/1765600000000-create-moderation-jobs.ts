import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Many comments to be hidden or shown, and what became of each. */
export class CreateModerationJobs1765600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.moderation_jobs (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        action text NOT NULL CHECK (action IN ('hide', 'unhide')),
        status text NOT NULL CHECK (status IN ('running', 'stopping', 'finished', 'cancelled')),
        actor jsonb NOT NULL,
        correlation_id text NOT NULL,
        undoes uuid,
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        /* counts and failures as they were told last */
        tally jsonb NOT NULL,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE INDEX moderation_jobs_open ON ${schema}.moderation_jobs (started_at) WHERE ended_at IS NULL;
      CREATE INDEX moderation_jobs_newest ON ${schema}.moderation_jobs (workspace_id, started_at DESC, id DESC);

      CREATE TABLE ${schema}.moderation_job_items (
        workspace_id uuid NOT NULL,
        job_id uuid NOT NULL,
        place integer NOT NULL,
        /* null where there is no such comment */
        message_id uuid,
        channel_id uuid,
        account_id uuid,
        comment_id text,
        state text NOT NULL
          CHECK (state IN ('waiting', 'sent', 'accepted', 'done', 'failed', 'skipped', 'dropped')),
        code text,
        reason text,
        /* news of the comment up to this version say nothing about this item */
        version integer NOT NULL DEFAULT 0,
        /* the newest news that showed the comment otherwise */
        contrary_version integer NOT NULL DEFAULT 0,
        /* somebody has decided about the comment since it was changed */
        overtaken boolean NOT NULL DEFAULT false,
        PRIMARY KEY (workspace_id, job_id, place),
        FOREIGN KEY (workspace_id, job_id) REFERENCES ${schema}.moderation_jobs
      );
      CREATE INDEX moderation_job_items_state ON ${schema}.moderation_job_items (workspace_id, job_id, state, place);
      CREATE INDEX moderation_job_items_comment ON ${schema}.moderation_job_items (workspace_id, channel_id, comment_id)
        WHERE comment_id IS NOT NULL;

      CREATE INDEX messages_comments ON ${schema}.messages (workspace_id, sent_at DESC, id DESC)
        WHERE direction = 'in' AND video_id IS NOT NULL;

      ${protect('moderation_jobs', { schema, person: 'SELECT, INSERT, UPDATE' })}
      ${protect('moderation_job_items', { schema, person: 'SELECT, INSERT, UPDATE' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ${schema}.messages_comments;
      DROP TABLE ${schema}.moderation_job_items;
      DROP TABLE ${schema}.moderation_jobs;
    `);
  }
}
