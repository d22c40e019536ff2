import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'gateway';

/** One-time links with which an owner sets a password. */
export class LinkOwners1764600700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.owner_links (
        workspace_id uuid NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, person_id),
        FOREIGN KEY (workspace_id, person_id) REFERENCES ${schema}.memberships
      );
      COMMENT ON TABLE ${schema}.owner_links IS 'One for an owner: a newer link takes the place of the one before. Used: gone.';
      ${protect('owner_links', { schema })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.owner_links`);
  }
}
