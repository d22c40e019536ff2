import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'moderation';

/** Comments that a person waits for go before those of jobs with many comments. */
export class ServeJobs1765100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.actions ADD COLUMN job_id uuid;
      ALTER TABLE ${schema}.comments ADD COLUMN job_id uuid, ADD COLUMN urgent boolean NOT NULL DEFAULT false;
      UPDATE ${schema}.comments SET urgent = true WHERE due_at IS NOT NULL AND EXISTS (
        SELECT FROM ${schema}.actions WHERE actions.workspace_id = comments.workspace_id
          AND actions.id = ANY (comments.action_ids) AND actions.actor_kind = 'person');
      DROP INDEX ${schema}.comments_due;
      CREATE INDEX comments_due ON ${schema}.comments (urgent DESC, due_at) WHERE due_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ${schema}.comments_due;
      CREATE INDEX comments_due ON ${schema}.comments (due_at) WHERE due_at IS NOT NULL;
      ALTER TABLE ${schema}.comments DROP COLUMN job_id, DROP COLUMN urgent;
      ALTER TABLE ${schema}.actions DROP COLUMN job_id;
    `);
  }
}
