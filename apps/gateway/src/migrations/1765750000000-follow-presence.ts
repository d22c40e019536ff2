import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'gateway';

/** Who is online, by the last time that any process saw a connection of theirs. */
export class FollowPresence1765750000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.presences (
        workspace_id uuid NOT NULL,
        person_id uuid NOT NULL,
        seen_at timestamptz NOT NULL,
        is_online boolean NOT NULL,
        version integer NOT NULL,
        PRIMARY KEY (workspace_id, person_id),
        FOREIGN KEY (workspace_id, person_id) REFERENCES ${schema}.memberships
      );
      CREATE INDEX presences_seen ON ${schema}.presences (seen_at) WHERE is_online;
      ${protect('presences', { schema })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.presences`);
  }
}
