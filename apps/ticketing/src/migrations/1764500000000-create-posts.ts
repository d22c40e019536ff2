import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** What commented posts show. */
export class CreatePosts1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.posts (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        video_id text NOT NULL,
        view jsonb NOT NULL,
        described_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, channel_id, video_id)
      );
      CREATE INDEX conversations_post ON ${schema}.conversations (workspace_id, channel_id, video_id)
        WHERE video_id IS NOT NULL;
      ${protect('posts', { schema, person: 'SELECT' })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.posts; DROP INDEX ${schema}.conversations_post`);
  }
}
