import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** What a workspace set otherwise than the table of capabilities, as the gateway tells it. */
export class KeepWorkspaceSettings1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.workspace_settings (
        workspace_id uuid PRIMARY KEY,
        comment_text_max integer,
        version integer NOT NULL
      );
      ${protect('workspace_settings', { schema, person: 'SELECT' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.workspace_settings`);
  }
}
