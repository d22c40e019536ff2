import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ingestion';

/** TikTok's lists are compared with what came by webhook, channel by channel. */
export class HealFromLists1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.sweeps (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        begun_at timestamptz NOT NULL,
        next_at timestamptz NOT NULL,
        leased_until timestamptz,
        swept_until timestamptz NOT NULL,
        interval_ms integer NOT NULL,
        by_hand boolean NOT NULL DEFAULT false,
        progress jsonb,
        away_from timestamptz,
        away_until timestamptz,
        last_started_at timestamptz,
        last_ended_at timestamptz,
        last_found integer,
        found integer NOT NULL DEFAULT 0,
        failure text,
        PRIMARY KEY (workspace_id, channel_id)
      );
      CREATE INDEX sweeps_due ON ${schema}.sweeps (next_at);
      CREATE TABLE ${schema}.gaps (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('messages', 'conversations', 'replies')),
        thread_id text NOT NULL,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, channel_id, kind, thread_id, from_at)
      );
      CREATE INDEX gaps_newest ON ${schema}.gaps (workspace_id, channel_id, to_at DESC);
      CREATE TABLE ${schema}.reply_counts (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        comment_id text NOT NULL,
        replies integer NOT NULL,
        PRIMARY KEY (workspace_id, channel_id, comment_id)
      );
      CREATE INDEX deliveries_bare_signals ON ${schema}.deliveries (open_id) WHERE event = 'im_receive_msg_eu';
      GRANT SELECT (workspace_id, channel_id, state) ON ${schema}.routes TO ${schema}_person;
      CREATE POLICY person ON ${schema}.routes TO ${schema}_person
        USING (workspace_id = current_setting('app.workspace')::uuid);
      ${protect('sweeps', { schema, person: 'SELECT, UPDATE' })}
      ${protect('gaps', { schema, person: 'SELECT' })}
      ${protect('reply_counts', { schema })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ${schema}.sweeps, ${schema}.gaps, ${schema}.reply_counts;
      DROP INDEX ${schema}.deliveries_bare_signals;
      DROP POLICY person ON ${schema}.routes;
      REVOKE SELECT (workspace_id, channel_id, state) ON ${schema}.routes FROM ${schema}_person;
    `);
  }
}
