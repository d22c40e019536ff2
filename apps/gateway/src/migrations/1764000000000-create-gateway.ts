import { protect } from '@duet/database';
import { messagingTables } from '@duet/messaging/schema';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'gateway';
const roles = `('owner', 'admin', 'supervisor', 'agent')`;

export class CreateGateway1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(messagingTables(schema));
    await runner.query(`
      CREATE TABLE ${schema}.workspaces (
        workspace_id uuid PRIMARY KEY,
        name text NOT NULL,
        plan text NOT NULL CHECK (plan IN ('free', 'paid')),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE ${schema}.people (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        name text NOT NULL,
        password_hash text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE ${schema}.memberships (
        workspace_id uuid NOT NULL REFERENCES ${schema}.workspaces,
        person_id uuid NOT NULL REFERENCES ${schema}.people,
        role text NOT NULL CHECK (role IN ${roles}),
        active boolean NOT NULL DEFAULT true,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, person_id)
      );
      CREATE INDEX memberships_person ON ${schema}.memberships (person_id);
      CREATE TABLE ${schema}.sessions (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, person_id) REFERENCES ${schema}.memberships
      );
      CREATE INDEX sessions_person ON ${schema}.sessions (workspace_id, person_id);
      CREATE TABLE ${schema}.api_keys (
        workspace_id uuid NOT NULL REFERENCES ${schema}.workspaces,
        id uuid NOT NULL,
        key_hash bytea NOT NULL UNIQUE,
        prefix text NOT NULL,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ${roles}),
        created_by uuid,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz,
        last_used_at timestamptz,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE TABLE ${schema}.sign_in_attempts (
        key text NOT NULL,
        window_start timestamptz NOT NULL,
        attempts integer NOT NULL,
        PRIMARY KEY (key, window_start)
      );
      ${protect('workspaces', { schema, person: 'SELECT' })}
      ${protect('memberships', { schema, person: 'SELECT' })}
      ${protect('sessions', { schema })}
      ${protect('api_keys', { schema, person: 'SELECT, INSERT, UPDATE' })}

      ALTER TABLE ${schema}.people ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${schema}.people FORCE ROW LEVEL SECURITY;
      CREATE POLICY worker ON ${schema}.people TO ${schema}_worker USING (true) WITH CHECK (true);
      CREATE POLICY person ON ${schema}.people TO ${schema}_person USING (EXISTS (
        SELECT FROM ${schema}.memberships
        WHERE person_id = people.id AND workspace_id = current_setting('app.workspace')::uuid));
      GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.people TO ${schema}_worker;
      GRANT SELECT (id, name, email) ON ${schema}.people TO ${schema}_person;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.sign_in_attempts TO ${schema}_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
