import { protect, turnOverFunction } from '@duet/database';

/**
 * SQL for the tables that every service on the bus has in its own schema. Part of each service's first migration.
 * Retention as H9: sent outbox rows 7 days, claims 14 days (they must outlive the outbox), stored answers 7 days.
 */
export function messagingTables(
  schema: string,
  moreDailyTables: readonly { table: string; keepDays: number }[] = [],
): string {
  const daily = [
    { table: 'outbox', keepDays: 7 },
    { table: 'handled_events', keepDays: 14 },
    { table: 'answered_requests', keepDays: 7 },
    ...moreDailyTables,
  ];
  return `
    CREATE TABLE ${schema}.outbox (
      day date NOT NULL,
      position bigint GENERATED ALWAYS AS IDENTITY,
      id uuid NOT NULL,
      workspace_id uuid NOT NULL,
      partition_no smallint NOT NULL,
      key text NOT NULL,
      stream text NOT NULL,
      subject text NOT NULL,
      headers json NOT NULL,
      data json,
      person_key text,
      sent_at timestamptz,
      stream_seq bigint,
      epoch integer NOT NULL DEFAULT 0,
      PRIMARY KEY (day, id)
    ) PARTITION BY RANGE (day);
    CREATE TABLE ${schema}.outbox_default PARTITION OF ${schema}.outbox DEFAULT;
    CREATE INDEX outbox_unsent ON ${schema}.outbox (position) WHERE sent_at IS NULL;

    CREATE TABLE ${schema}.handled_events (
      day date NOT NULL,
      workspace_id uuid NOT NULL,
      durable text NOT NULL,
      event_id uuid NOT NULL,
      PRIMARY KEY (day, event_id, durable)
    ) PARTITION BY RANGE (day);
    CREATE TABLE ${schema}.handled_events_default PARTITION OF ${schema}.handled_events DEFAULT;

    CREATE TABLE ${schema}.handler_faults (
      workspace_id uuid NOT NULL,
      durable text NOT NULL,
      event_id uuid NOT NULL,
      faults integer NOT NULL,
      last_error text NOT NULL,
      PRIMARY KEY (durable, event_id)
    );

    CREATE TABLE ${schema}.dead_letters (
      workspace_id uuid,
      durable text NOT NULL,
      event_id text NOT NULL,
      type text NOT NULL,
      subject text NOT NULL,
      cause text NOT NULL,
      attempts integer NOT NULL,
      headers json NOT NULL,
      payload bytea NOT NULL,
      failed_at timestamptz NOT NULL,
      PRIMARY KEY (durable, event_id)
    );

    CREATE TABLE ${schema}.stream_state (
      stream text PRIMARY KEY,
      created text NOT NULL,
      last_seq bigint NOT NULL,
      epoch integer NOT NULL
    );

    CREATE TABLE ${schema}.answered_requests (
      day date NOT NULL,
      workspace_id uuid NOT NULL,
      actor_id text NOT NULL,
      request_id text NOT NULL,
      body_hash text NOT NULL,
      answer json,
      PRIMARY KEY (day, workspace_id, actor_id, request_id)
    ) PARTITION BY RANGE (day);
    CREATE TABLE ${schema}.answered_requests_default PARTITION OF ${schema}.answered_requests DEFAULT;

    ${protect('outbox', { schema, person: 'INSERT' })}
    ${protect('handled_events', { schema })}
    ${protect('handler_faults', { schema })}
    ${protect('dead_letters', { schema })}
    ${protect('answered_requests', { schema, person: 'SELECT, INSERT, UPDATE' })}
    GRANT SELECT, INSERT, UPDATE ON ${schema}.stream_state TO ${schema}_worker;
    ${turnOverFunction(schema, daily)}
    SELECT ${schema}.turn_over(current_date);`;
}
