import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/**
 * Each word stands with a key of its workspace, and those of messages with one of their week as well: the beginning of a
 * word is then one range of the index that holds nothing of other workspaces and weeks, and the newest week is asked first.
 * Lists by assignee and by customer get indexes in their order, so that who has nothing costs nothing.
 */
export class SearchByWeeks1766100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION ${schema}.newest_messages_with, ${schema}.messages_with, ${schema}.contacts_with;
      DROP INDEX ${schema}.message_words_words, ${schema}.message_words_newest, ${schema}.contact_words_words;

      CREATE FUNCTION ${schema}.search_week(at timestamptz) RETURNS integer LANGUAGE sql STABLE
        AS 'SELECT floor(extract(epoch FROM at) / 604800)::integer';
      /* Two workspaces may share a key: who asks looks at the workspace as well. */
      CREATE FUNCTION ${schema}.name_key(workspace uuid) RETURNS text LANGUAGE sql STABLE
        AS 'SELECT right(workspace::text, 5)';
      CREATE FUNCTION ${schema}.week_key(workspace uuid, week integer) RETURNS text LANGUAGE sql STABLE
        AS $body$SELECT right(workspace::text, 5) || lpad(to_hex(week & 4095), 3, '0')$body$;
      /* Words hold no spaces. */
      CREATE FUNCTION ${schema}.keyed(key text, words text[]) RETURNS tsvector LANGUAGE sql STABLE
        AS $body$SELECT array_to_tsvector(string_to_array(key || array_to_string(words, ' ' || key), ' '))$body$;
      CREATE FUNCTION ${schema}.keyed_query(key text, words text[]) RETURNS tsquery LANGUAGE sql STABLE
        AS $body$SELECT ('''' || key || array_to_string(words, ''':* & ''' || key) || ''':*')::tsquery$body$;

      ALTER TABLE ${schema}.message_words ALTER COLUMN words TYPE tsvector
        USING ${schema}.keyed(${schema}.week_key(workspace_id, ${schema}.search_week(sent_at)), tsvector_to_array(words));
      ALTER TABLE ${schema}.contact_words ALTER COLUMN words TYPE tsvector
        USING ${schema}.keyed(${schema}.name_key(workspace_id), tsvector_to_array(words));
      ALTER TABLE ${schema}.message_words DROP CONSTRAINT message_words_pkey,
        ADD PRIMARY KEY (workspace_id, sent_at, message_id);
      CREATE INDEX message_words_words ON ${schema}.message_words USING gin (words) WITH (fastupdate = off);
      CREATE INDEX contact_words_words ON ${schema}.contact_words USING gin (words) WITH (fastupdate = off);

      /* Newest first, week by week, at most so many; weeks without messages are passed over. */
      CREATE FUNCTION ${schema}.messages_with(forms text[], since timestamptz, before_at timestamptz, before_id uuid, most integer)
        RETURNS TABLE (message_id uuid, ticket_id uuid, channel_id uuid, conversation_id uuid, sent_at timestamptz)
        LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = ${schema}, pg_temp
        SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $body$
      #variable_conflict use_column
      DECLARE
        workspace uuid := current_setting('app.workspace')::uuid;
        newest timestamptz;
        week_begins timestamptz;
        query tsquery;
        taken integer;
      BEGIN
        WHILE most > 0 LOOP
          SELECT n.sent_at INTO newest FROM message_words n
          WHERE n.workspace_id = workspace AND n.sent_at >= since AND (n.sent_at, n.message_id) < (before_at, before_id)
          ORDER BY n.sent_at DESC, n.message_id DESC LIMIT 1;
          EXIT WHEN newest IS NULL;
          week_begins := to_timestamp(search_week(newest) * 604800.0);
          query := keyed_query(week_key(workspace, search_week(newest)), forms);
          /* OFFSET 0 keeps the other conditions from the indexes: the words alone decide what is read. */
          RETURN QUERY SELECT w.message_id, w.ticket_id, w.channel_id, w.conversation_id, w.sent_at
            FROM (SELECT * FROM message_words m WHERE m.words @@ query OFFSET 0) w
            WHERE w.workspace_id = workspace AND w.sent_at >= greatest(since, week_begins)
              AND (w.sent_at, w.message_id) < (before_at, before_id)
            ORDER BY w.sent_at DESC, w.message_id DESC LIMIT most;
          GET DIAGNOSTICS taken = ROW_COUNT;
          most := most - taken;
          before_at := week_begins;
          before_id := '00000000-0000-0000-0000-000000000000';
        END LOOP;
      END $body$;

      CREATE FUNCTION ${schema}.contacts_with(forms text[], most integer) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = ${schema}, pg_temp
        SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $body$
      DECLARE
        workspace uuid := current_setting('app.workspace')::uuid;
        query tsquery := keyed_query(name_key(workspace), forms);
      BEGIN
        RETURN QUERY SELECT w.contact_id FROM (SELECT * FROM contact_words c WHERE c.words @@ query OFFSET 0) w
          WHERE w.workspace_id = workspace LIMIT most;
      END $body$;

      ${['messages_with', 'contacts_with']
        .map(
          (name) => `REVOKE ALL ON FUNCTION ${schema}.${name} FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION ${schema}.${name} TO ${schema}_person;`,
        )
        .join('')}

      CREATE INDEX tickets_unresolved_of ON ${schema}.tickets (workspace_id, assignee_id, last_at DESC, id DESC)
        WHERE status <> 'resolved';
      DROP INDEX ${schema}.tickets_contact, ${schema}.tickets_conversation;
      CREATE INDEX tickets_contact ON ${schema}.tickets (workspace_id, contact_id, last_at DESC, id DESC);
      CREATE INDEX tickets_conversation ON ${schema}.tickets (workspace_id, conversation_id, last_at DESC, id DESC);
    `);
  }

  /** What the words were before stands in the messages; nothing leads back to it. */
  down(): Promise<void> {
    throw new Error('the words of messages are not taken out of their keys again');
  }
}
