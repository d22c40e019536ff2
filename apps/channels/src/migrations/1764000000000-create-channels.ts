import { protect } from '@duet/database';
import { messagingTables } from '@duet/messaging/schema';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'channels';

export class CreateChannels1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(messagingTables(schema));
    await runner.query(`
      CREATE TABLE ${schema}.accounts (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        open_id text NOT NULL,
        username text,
        display_name text,
        comment_author_id text,
        scopes text[] NOT NULL,
        messaging_closed boolean NOT NULL,
        state text NOT NULL CHECK (state IN ('connected', 'needs_reconnecting', 'disconnected')),
        access_ends_at timestamptz,
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, open_id)
      );
      COMMENT ON COLUMN ${schema}.accounts.access_ends_at IS
        'Set when the answer to a token refresh was lost: the present access token is the last one.';
      CREATE UNIQUE INDEX accounts_one_workspace ON ${schema}.accounts (open_id) WHERE state <> 'disconnected';

      CREATE TABLE ${schema}.tokens (
        workspace_id uuid NOT NULL,
        account_id uuid NOT NULL,
        version integer NOT NULL,
        access_sealed text NOT NULL,
        refresh_sealed text NOT NULL,
        access_expires_at timestamptz NOT NULL,
        refresh_due_at timestamptz NOT NULL,
        refresh_started_at timestamptz,
        revoke_at timestamptz,
        PRIMARY KEY (workspace_id, account_id),
        FOREIGN KEY (workspace_id, account_id) REFERENCES ${schema}.accounts (workspace_id, id)
      );
      COMMENT ON COLUMN ${schema}.tokens.refresh_started_at IS
        'Real time. Committed before the call to TikTok: found again without a conclusion, the answer is lost.';
      COMMENT ON COLUMN ${schema}.tokens.revoke_at IS
        'Real time of the next attempt to revoke the consent of a disconnected account.';
      CREATE INDEX tokens_refresh_due ON ${schema}.tokens (refresh_due_at);
      CREATE INDEX tokens_to_revoke ON ${schema}.tokens (revoke_at) WHERE revoke_at IS NOT NULL;

      CREATE TABLE ${schema}.channels (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        type text NOT NULL CHECK (type IN ('tiktok_messenger', 'tiktok_feed')),
        title text NOT NULL,
        nlp_app text,
        state text NOT NULL CHECK (state IN ('connected', 'needs_reconnecting', 'disconnected')),
        version integer NOT NULL,
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, account_id, type),
        FOREIGN KEY (workspace_id, account_id) REFERENCES ${schema}.accounts (workspace_id, id)
      );

      CREATE TABLE ${schema}.connections (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        state_hash bytea NOT NULL UNIQUE,
        person_id text NOT NULL,
        session_hash bytea NOT NULL,
        channel_id uuid,
        state text NOT NULL
          CHECK (state IN ('waiting', 'exchanging', 'authorized', 'finished', 'failed', 'expired')),
        expires_at timestamptz NOT NULL,
        account_id uuid,
        open_id text,
        username text,
        display_name text,
        scopes text[],
        messaging_closed boolean,
        failure_code text,
        failure_reason text,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, channel_id) REFERENCES ${schema}.channels (workspace_id, id)
      );
      CREATE INDEX connections_expiry ON ${schema}.connections (expires_at);
      CREATE INDEX connections_account ON ${schema}.connections (workspace_id, account_id) WHERE state = 'authorized';

      CREATE TABLE ${schema}.pending_tokens (
        workspace_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        access_sealed text NOT NULL,
        refresh_sealed text NOT NULL,
        access_expires_at timestamptz NOT NULL,
        refresh_due_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, connection_id),
        FOREIGN KEY (workspace_id, connection_id)
          REFERENCES ${schema}.connections (workspace_id, id) ON DELETE CASCADE
      );

      CREATE TABLE ${schema}.contact_lookups (
        workspace_id uuid NOT NULL,
        account_id uuid NOT NULL,
        external_id text NOT NULL,
        channel_id uuid NOT NULL,
        username text,
        conversation_id text,
        video_id text,
        comment_id text,
        attempts integer NOT NULL,
        next_attempt_at timestamptz,
        asked_at timestamptz,
        PRIMARY KEY (workspace_id, account_id, external_id)
      );
      COMMENT ON COLUMN ${schema}.contact_lookups.next_attempt_at IS
        'Real time; also the lease of an attempt under way. Null once the answer is there.';
      CREATE INDEX contact_lookups_due ON ${schema}.contact_lookups (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

      ${protect('accounts', { schema, person: 'SELECT' })}
      ${protect('tokens', { schema })}
      ${protect('channels', { schema, person: 'SELECT' })}
      ${protect('connections', { schema, person: 'SELECT, INSERT' })}
      ${protect('pending_tokens', { schema })}
      ${protect('contact_lookups', { schema })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
