import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

export class CreateMediaStates1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.media_states (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        external_id text NOT NULL,
        media jsonb NOT NULL,
        PRIMARY KEY (workspace_id, channel_id, external_id)
      );
      ${protect('media_states', { schema, person: 'SELECT' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.media_states`);
  }
}
