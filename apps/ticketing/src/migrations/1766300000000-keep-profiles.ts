import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** What people know of contacts, and which contacts are one customer. */
export class KeepProfiles1766300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.contact_profiles (
        workspace_id uuid NOT NULL,
        contact_id uuid NOT NULL,
        -- by key; null was taken away
        attributes jsonb NOT NULL DEFAULT '{}',
        -- the contact that stands for this one; it is never merged itself
        merged_into uuid CHECK (merged_into <> contact_id),
        version integer NOT NULL DEFAULT 0,
        PRIMARY KEY (workspace_id, contact_id),
        FOREIGN KEY (workspace_id, contact_id) REFERENCES ${schema}.contacts,
        FOREIGN KEY (workspace_id, merged_into) REFERENCES ${schema}.contacts
      );
      CREATE INDEX contact_profiles_merged ON ${schema}.contact_profiles (workspace_id, merged_into)
        WHERE merged_into IS NOT NULL;
      ${protect('contact_profiles', { schema, person: 'SELECT, INSERT, UPDATE' })}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.contact_profiles`);
  }
}
