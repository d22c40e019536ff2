import { protect } from '@duet/database';
import { messagingTables } from '@duet/messaging/schema';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'delivery';

export class CreateDelivery1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(messagingTables(schema));
    await runner.query(`
      CREATE TABLE ${schema}.channels (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        state text NOT NULL,
        open_id text NOT NULL,
        comment_author_id text,
        version integer NOT NULL,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE TABLE ${schema}.lanes (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        thread_id text NOT NULL,
        channel_type text NOT NULL,
        last_inbound_at timestamptz,
        last_inbound_id text,
        version integer NOT NULL DEFAULT 0,
        PRIMARY KEY (workspace_id, channel_id, thread_id)
      );
      CREATE TABLE ${schema}.outbound (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        position bigint GENERATED ALWAYS AS IDENTITY,
        attempt integer NOT NULL,
        ticket_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        channel_type text NOT NULL,
        account_id uuid NOT NULL,
        thread_id text NOT NULL,
        video_id text,
        preceded_by uuid,
        text text NOT NULL,
        referenced_message_id text,
        actor jsonb NOT NULL,
        epoch integer NOT NULL,
        correlation_id uuid NOT NULL,
        causation_id text NOT NULL,
        traceparent text,
        state text NOT NULL CHECK (state IN ('queued', 'sending', 'unconfirmed', 'failed', 'sent')),
        queued_at timestamptz NOT NULL,
        not_before timestamptz,
        waiting_for text,
        tries integer NOT NULL DEFAULT 0,
        /* by the clock of decisions: for windows, quota and matching with TikTok's times */
        started_at timestamptz,
        /* in real time: for leases, waits and proofs */
        accepted_at timestamptz NOT NULL,
        lease_until timestamptz,
        lane_held_until timestamptz,
        proof_at timestamptz,
        external_id text,
        sent_at timestamptz,
        proven_by text,
        failure_code text,
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, channel_id, thread_id) REFERENCES ${schema}.lanes
      );
      CREATE UNIQUE INDEX outbound_external ON ${schema}.outbound (workspace_id, channel_id, external_id);
      CREATE INDEX outbound_queued ON ${schema}.outbound (position) WHERE state = 'queued';
      CREATE INDEX outbound_lane ON ${schema}.outbound (workspace_id, channel_id, thread_id, position);
      CREATE INDEX outbound_sending ON ${schema}.outbound (lease_until) WHERE state = 'sending';
      CREATE INDEX outbound_unconfirmed ON ${schema}.outbound (proof_at) WHERE state = 'unconfirmed';

      CREATE TABLE ${schema}.echoes (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        external_id text NOT NULL,
        thread_id text NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'ours', 'observed')),
        source text NOT NULL,
        content jsonb NOT NULL,
        recipient jsonb,
        comment jsonb,
        sent_at timestamptz NOT NULL,
        correlation_id uuid NOT NULL,
        causation_id text NOT NULL,
        PRIMARY KEY (workspace_id, channel_id, external_id),
        FOREIGN KEY (workspace_id, channel_id, thread_id) REFERENCES ${schema}.lanes
      );
      CREATE INDEX echoes_lane ON ${schema}.echoes (workspace_id, channel_id, thread_id, sent_at);

      CREATE TABLE ${schema}.fences (
        workspace_id uuid NOT NULL,
        ticket_id uuid NOT NULL,
        min_epoch integer NOT NULL,
        PRIMARY KEY (workspace_id, ticket_id)
      );
      ${protect('channels', { schema })}
      ${protect('lanes', { schema, person: 'SELECT, UPDATE' })}
      ${protect('outbound', { schema, person: 'SELECT, UPDATE' })}
      ${protect('echoes', { schema, person: 'SELECT, UPDATE' })}
      ${protect('fences', { schema, person: 'SELECT, INSERT, UPDATE' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
