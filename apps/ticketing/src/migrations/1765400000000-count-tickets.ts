import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';
const group = 'workspace_id, status, last_direction, channel_id, channel_type, assignee_id';
const nobody = `'00000000-0000-0000-0000-000000000000'::uuid`;
/** Of a row of tickets. */
const groupOf = `workspace_id, status, last_direction, channel_id, channel_type, coalesce(assignee_id, ${nobody})`;

const table = (name: string, id: string, count: string): string => `
  CREATE TABLE ${schema}.${name} (
    ${id}
    workspace_id uuid NOT NULL,
    status text NOT NULL,
    last_direction text NOT NULL,
    channel_id uuid NOT NULL,
    channel_type text NOT NULL,
    -- all zeros: nobody
    assignee_id uuid NOT NULL,
    ${count} integer NOT NULL
  );`;

/**
 * Counts of tickets without a row that everybody writes (H23): whatever changes tickets appends what it changed, and
 * one worker folds that into the counts.
 */
export class CountTickets1765400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${table('ticket_counts', '', 'tickets')}
      ALTER TABLE ${schema}.ticket_counts ADD PRIMARY KEY (${group});
      ${table('ticket_count_changes', 'position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,', 'change')}
      CREATE INDEX ticket_count_changes_workspace ON ${schema}.ticket_count_changes (workspace_id);
      CREATE INDEX tickets_unresolved ON ${schema}.tickets (workspace_id, last_at DESC, id DESC) WHERE status <> 'resolved';

      CREATE FUNCTION ${schema}.count_opened_tickets() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        INSERT INTO ${schema}.ticket_count_changes (${group}, change)
        SELECT ${groupOf}, count(*) FROM after GROUP BY 1, 2, 3, 4, 5, 6;
        RETURN NULL;
      END $body$;
      CREATE FUNCTION ${schema}.count_changed_tickets() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        INSERT INTO ${schema}.ticket_count_changes (${group}, change)
        SELECT ${group}, sum(change) FROM (
          SELECT ${groupOf}, -1 FROM before UNION ALL SELECT ${groupOf}, 1 FROM after
        ) AS moved (${group}, change)
        GROUP BY ${group} HAVING sum(change) <> 0;
        RETURN NULL;
      END $body$;

      ${protect('ticket_counts', { schema, person: 'SELECT' })}
      ${protect('ticket_count_changes', { schema, person: 'SELECT, INSERT' })}

      ALTER TABLE ${schema}.tickets NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE ${schema}.ticket_counts NO FORCE ROW LEVEL SECURITY;
      INSERT INTO ${schema}.ticket_counts SELECT ${groupOf}, count(*) FROM ${schema}.tickets GROUP BY 1, 2, 3, 4, 5, 6;
      ALTER TABLE ${schema}.tickets FORCE ROW LEVEL SECURITY;
      ALTER TABLE ${schema}.ticket_counts FORCE ROW LEVEL SECURITY;

      CREATE TRIGGER tickets_opened AFTER INSERT ON ${schema}.tickets REFERENCING NEW TABLE AS after
        FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.count_opened_tickets();
      CREATE TRIGGER tickets_changed AFTER UPDATE ON ${schema}.tickets REFERENCING OLD TABLE AS before NEW TABLE AS after
        FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.count_changed_tickets();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER tickets_opened ON ${schema}.tickets;
      DROP TRIGGER tickets_changed ON ${schema}.tickets;
      DROP FUNCTION ${schema}.count_opened_tickets, ${schema}.count_changed_tickets;
      DROP INDEX ${schema}.tickets_unresolved;
      DROP TABLE ${schema}.ticket_counts, ${schema}.ticket_count_changes;
    `);
  }
}
