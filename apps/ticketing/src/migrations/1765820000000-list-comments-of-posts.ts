import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** Finds customers' comments by the post under which they stand. */
export class ListCommentsOfPosts1765820000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX messages_post ON ${schema}.messages (workspace_id, channel_id, video_id, sent_at DESC, id DESC)
      WHERE direction = 'in' AND video_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${schema}.messages_post`);
  }
}
