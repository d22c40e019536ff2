import { protect } from '@duet/database';
import { messagingTables } from '@duet/messaging/schema';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'reporting';

export class CreateReporting1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(messagingTables(schema));
    await runner.query(`
      CREATE TABLE ${schema}.tickets (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        channel_id uuid,
        channel_type text,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE TABLE ${schema}.facts (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('ticket_opened', 'message_added', 'status_changed', 'ticket_assigned')),
        ticket_id uuid NOT NULL,
        channel_id uuid,
        channel_type text,
        direction text CHECK (direction IN ('in', 'out', 'note')),
        author_kind text,
        status text CHECK (status IN ('open', 'hold', 'resolved')),
        origin text CHECK (origin IN ('live', 'healed', 'imported')),
        occurred_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE INDEX facts_without_channel ON ${schema}.facts (workspace_id, ticket_id) WHERE channel_id IS NULL;
      CREATE TABLE ${schema}.daily_rollups (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        day date NOT NULL,
        channel_type text NOT NULL,
        messages_in integer NOT NULL,
        messages_out integer NOT NULL,
        tickets_opened integer NOT NULL,
        tickets_resolved integer NOT NULL,
        PRIMARY KEY (workspace_id, day, channel_id)
      );
      ${protect('tickets', { schema })}
      ${protect('facts', { schema })}
      ${protect('daily_rollups', { schema, person: 'SELECT' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
