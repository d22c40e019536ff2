import { protect } from '@duet/database';
import { messagingTables } from '@duet/messaging/schema';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'moderation';

export class CreateModeration1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(messagingTables(schema));
    await runner.query(`
      CREATE TABLE ${schema}.comments (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        comment_id text NOT NULL,
        account_id uuid NOT NULL,
        video_id text NOT NULL,
        parent_comment_id text,
        confirmed text CHECK (confirmed IN ('public', 'friends_only', 'hidden', 'deleted')),
        confirmed_at timestamptz,
        newest_command_id uuid,
        newest_command_at timestamptz,
        pending_action text CHECK (pending_action IN ('hide', 'unhide')),
        action_ids uuid[] NOT NULL DEFAULT '{}',
        correlation_id text,
        called_at timestamptz,
        accepted_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        read_backs integer NOT NULL DEFAULT 0,
        due_at timestamptz,
        leased_until timestamptz,
        failure jsonb,
        version integer NOT NULL DEFAULT 0,
        PRIMARY KEY (workspace_id, channel_id, comment_id),
        CHECK ((confirmed IS NULL) = (confirmed_at IS NULL)),
        CHECK ((newest_command_id IS NULL) = (newest_command_at IS NULL)),
        CHECK ((pending_action IS NULL) = (due_at IS NULL))
      );
      CREATE INDEX comments_due ON ${schema}.comments (due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX comments_replies ON ${schema}.comments (workspace_id, channel_id, parent_comment_id)
        WHERE parent_comment_id IS NOT NULL;

      CREATE TABLE ${schema}.actions (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        channel_id uuid NOT NULL,
        comment_id text NOT NULL,
        action text NOT NULL CHECK (action IN ('hide', 'unhide')),
        actor_kind text NOT NULL,
        actor_id text NOT NULL,
        actor_name text NOT NULL,
        requested_at timestamptz NOT NULL,
        result text CHECK (result IN ('confirmed', 'in_effect', 'superseded', 'refused', 'comment_deleted')),
        reason text,
        concluded_at timestamptz,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE INDEX actions_of_comment ON ${schema}.actions (workspace_id, channel_id, comment_id, requested_at);
      ${protect('comments', { schema })}
      ${protect('actions', { schema })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
