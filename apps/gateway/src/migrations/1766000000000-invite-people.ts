import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'gateway';

/** Invitations, the mails that carry their links, and presence that people of the workspace may see. */
export class InvitePeople1766000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.invitations (
        workspace_id uuid NOT NULL REFERENCES ${schema}.workspaces,
        id uuid NOT NULL,
        email text NOT NULL CHECK (email = lower(email)),
        role text NOT NULL CHECK (role IN ('owner', 'admin', 'supervisor', 'agent')),
        language text NOT NULL CHECK (language IN ('en', 'ru')),
        token_hash bytea NOT NULL UNIQUE,
        invited_by text NOT NULL,
        invited_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, email)
      );
      COMMENT ON TABLE ${schema}.invitations IS 'A newer one takes the place of the one before. Taken or withdrawn: gone.';
      CREATE TABLE ${schema}.mails (
        workspace_id uuid NOT NULL REFERENCES ${schema}.workspaces,
        id uuid NOT NULL,
        about uuid NOT NULL,
        recipient text NOT NULL,
        subject text NOT NULL,
        body text,
        link text,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'sent', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL DEFAULT now(),
        leased_until timestamptz,
        sent_at timestamptz,
        failure text,
        PRIMARY KEY (workspace_id, id),
        CHECK ((body IS NOT NULL) = (status = 'waiting') AND (link IS NOT NULL) = (status = 'waiting'))
      );
      COMMENT ON COLUMN ${schema}.mails.body IS 'With the link, whose token stands nowhere else: gone as soon as the mail is.';
      COMMENT ON COLUMN ${schema}.mails.about IS 'The invitation, or the person whose password it is about.';
      CREATE INDEX mails_about ON ${schema}.mails (about);
      CREATE INDEX mails_due ON ${schema}.mails (next_at) WHERE status = 'waiting';
      ${protect('invitations', { schema, person: 'SELECT (workspace_id, id, email, role, invited_by, invited_at, expires_at)' })}
      ${protect('mails', { schema, person: 'SELECT' })}
      CREATE POLICY person ON ${schema}.presences TO ${schema}_person
        USING (workspace_id = current_setting('app.workspace')::uuid);
      GRANT SELECT ON ${schema}.presences TO ${schema}_person;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ${schema}.mails, ${schema}.invitations;
      REVOKE ALL ON ${schema}.presences FROM ${schema}_person;
      DROP POLICY person ON ${schema}.presences;
    `);
  }
}
