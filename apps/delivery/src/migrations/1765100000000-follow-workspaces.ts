import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'delivery';

/** By which policy each workspace counts its reply windows, as the gateway tells it. */
export class FollowWorkspaces1765100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.workspaces (
        workspace_id uuid PRIMARY KEY,
        window_policy text NOT NULL CHECK (window_policy IN ('flat', 'tiered')),
        version integer NOT NULL
      );
      ${protect('workspaces', { schema })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.workspaces`);
  }
}
