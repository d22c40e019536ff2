import { protect } from '@duet/database';
import { messagingTables } from '@duet/messaging/schema';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

export class CreateTicketing1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(messagingTables(schema));
    await runner.query(`
      CREATE TABLE ${schema}.channels (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        type text NOT NULL,
        title text NOT NULL,
        state text NOT NULL,
        account_id uuid NOT NULL,
        version integer NOT NULL,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE TABLE ${schema}.people (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL,
        role text NOT NULL,
        active boolean NOT NULL,
        version integer NOT NULL,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE TABLE ${schema}.contacts (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        external_id text NOT NULL,
        username text,
        display_name text,
        avatar_url text,
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, account_id, external_id)
      );
      CREATE TABLE ${schema}.conversations (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        channel_id uuid NOT NULL,
        account_id uuid NOT NULL,
        thread_id text NOT NULL,
        video_id text,
        last_inbound_at timestamptz,
        last_inbound_id text,
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, channel_id, thread_id)
      );
      CREATE TABLE ${schema}.ticket_numbers (
        workspace_id uuid PRIMARY KEY,
        last_number integer NOT NULL
      );
      CREATE TABLE ${schema}.tickets (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        number integer NOT NULL,
        status text NOT NULL CHECK (status IN ('open', 'hold', 'resolved')),
        channel_id uuid NOT NULL,
        channel_type text NOT NULL,
        conversation_id uuid NOT NULL,
        contact_id uuid NOT NULL,
        subject_message_id uuid,
        assignee_id uuid,
        controller_kind text NOT NULL,
        controller_id text,
        controller_epoch integer NOT NULL,
        last_preview text NOT NULL,
        last_direction text NOT NULL CHECK (last_direction IN ('in', 'out')),
        last_at timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        sequence bigint NOT NULL,
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, number),
        FOREIGN KEY (workspace_id, conversation_id) REFERENCES ${schema}.conversations,
        FOREIGN KEY (workspace_id, contact_id) REFERENCES ${schema}.contacts
      );
      CREATE UNIQUE INDEX tickets_one_open ON ${schema}.tickets (workspace_id, conversation_id)
        WHERE subject_message_id IS NULL AND status <> 'resolved';
      CREATE UNIQUE INDEX tickets_subject ON ${schema}.tickets (workspace_id, subject_message_id)
        WHERE subject_message_id IS NOT NULL;
      CREATE INDEX tickets_activity ON ${schema}.tickets (workspace_id, last_at DESC, id DESC);
      CREATE INDEX tickets_status ON ${schema}.tickets (workspace_id, status, last_at DESC, id DESC);
      CREATE INDEX tickets_channel ON ${schema}.tickets (workspace_id, channel_id, last_at DESC, id DESC);
      CREATE INDEX tickets_assignee ON ${schema}.tickets (workspace_id, assignee_id, last_at DESC, id DESC);
      CREATE INDEX tickets_conversation ON ${schema}.tickets (workspace_id, conversation_id);
      CREATE INDEX tickets_contact ON ${schema}.tickets (workspace_id, contact_id);

      CREATE TABLE ${schema}.messages (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        ticket_id uuid,
        channel_id uuid NOT NULL,
        direction text NOT NULL CHECK (direction IN ('in', 'out', 'note')),
        external_id text,
        author_kind text NOT NULL,
        author_id text,
        author_name text,
        content jsonb NOT NULL,
        sent_at timestamptz NOT NULL,
        source text,
        video_id text,
        parent_comment_id text,
        delivery_status text CHECK (delivery_status IN ('queued', 'unconfirmed', 'failed', 'sent')),
        attempt integer NOT NULL DEFAULT 1,
        waiting_for text,
        failure_code text,
        failure_reason text,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, conversation_id) REFERENCES ${schema}.conversations
      );
      CREATE UNIQUE INDEX messages_external ON ${schema}.messages (workspace_id, channel_id, external_id);
      CREATE INDEX messages_thread ON ${schema}.messages (workspace_id, conversation_id, sent_at DESC, id DESC);

      CREATE TABLE ${schema}.windows (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        thread_id text NOT NULL,
        expires_at timestamptz NOT NULL,
        remaining integer NOT NULL,
        version integer NOT NULL,
        PRIMARY KEY (workspace_id, channel_id, thread_id)
      );
      CREATE INDEX windows_expiring ON ${schema}.windows (workspace_id, expires_at);

      CREATE TABLE ${schema}.comment_states (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        comment_id text NOT NULL,
        visibility text,
        pending text,
        failure jsonb,
        version integer NOT NULL,
        PRIMARY KEY (workspace_id, channel_id, comment_id)
      );

      CREATE TABLE ${schema}.audit (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        at timestamptz NOT NULL,
        actor_kind text NOT NULL,
        actor_id text NOT NULL,
        actor_name text NOT NULL,
        action text NOT NULL,
        ticket_id uuid NOT NULL,
        details jsonb NOT NULL,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE INDEX audit_ticket ON ${schema}.audit (workspace_id, ticket_id, at);

      ${protect('channels', { schema, person: 'SELECT' })}
      ${protect('people', { schema, person: 'SELECT' })}
      ${protect('contacts', { schema, person: 'SELECT' })}
      ${protect('conversations', { schema, person: 'SELECT, UPDATE' })}
      ${protect('ticket_numbers', { schema })}
      ${protect('tickets', { schema, person: 'SELECT, UPDATE' })}
      ${protect('messages', { schema, person: 'SELECT, INSERT, UPDATE' })}
      ${protect('windows', { schema, person: 'SELECT' })}
      ${protect('comment_states', { schema, person: 'SELECT, INSERT, UPDATE' })}
      ${protect('audit', { schema, person: 'SELECT, INSERT', worker: 'SELECT, INSERT' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
