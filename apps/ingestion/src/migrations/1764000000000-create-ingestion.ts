import { protect } from '@duet/database';
import { messagingTables } from '@duet/messaging/schema';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ingestion';

export class CreateIngestion1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.delivery_keys (
        raw_key bytea PRIMARY KEY,
        day date NOT NULL,
        delivery_id uuid NOT NULL
      );
      CREATE INDEX delivery_keys_day ON ${schema}.delivery_keys USING brin (day);
      CREATE TABLE ${schema}.deliveries (
        day date NOT NULL,
        id uuid NOT NULL,
        workspace_id uuid,
        body bytea,
        fresh boolean NOT NULL,
        received_at timestamptz NOT NULL,
        traceparent text,
        state text NOT NULL DEFAULT 'new'
          CHECK (state IN ('new', 'waiting', 'normalized', 'ignored', 'unrouted', 'quarantined', 'unparsable')),
        event text,
        open_id text,
        reason text,
        retry_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        person_key text,
        PRIMARY KEY (day, id)
      ) PARTITION BY RANGE (day);
      CREATE TABLE ${schema}.deliveries_default PARTITION OF ${schema}.deliveries DEFAULT;
      CREATE INDEX deliveries_new ON ${schema}.deliveries (id) WHERE state = 'new';
      CREATE INDEX deliveries_waiting ON ${schema}.deliveries (retry_at) WHERE state = 'waiting';
      CREATE INDEX deliveries_unrouted ON ${schema}.deliveries (open_id) WHERE state = 'unrouted';
      CREATE INDEX deliveries_kept ON ${schema}.deliveries (state, id) WHERE state IN ('unrouted', 'quarantined', 'unparsable');

      CREATE TABLE ${schema}.routes (
        workspace_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        channel_type text NOT NULL,
        account_id uuid NOT NULL,
        open_id text NOT NULL,
        comment_author_id text,
        state text NOT NULL,
        version integer NOT NULL,
        PRIMARY KEY (workspace_id, channel_id)
      );
      CREATE INDEX routes_open_id ON ${schema}.routes (open_id);
      GRANT SELECT, INSERT, DELETE ON ${schema}.delivery_keys TO ${schema}_worker;
      ${protect('deliveries', { schema })}
      ${protect('routes', { schema })}
    `);
    // Last: it makes the first partitions, of this schema's own tables as well.
    await runner.query(messagingTables(schema, [{ table: 'deliveries', keepDays: 30 }]));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
