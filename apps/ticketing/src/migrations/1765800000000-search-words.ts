import { type Content, searchableText, wordsOf } from '@duet/contracts';
import { protect } from '@duet/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';
const AT_A_TIME = 5_000;
const lowestId = '00000000-0000-0000-0000-000000000000';

/**
 * The words of messages and of customers' names. No index is used for words behind row-level security, so they are found
 * by functions of the owner, which look into the workspace of the transaction alone (H21).
 */
export class SearchWords1765800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA ${schema};
      CREATE TABLE ${schema}.message_words (
        workspace_id uuid NOT NULL,
        message_id uuid NOT NULL,
        ticket_id uuid,
        channel_id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        sent_at timestamptz NOT NULL,
        words tsvector NOT NULL,
        PRIMARY KEY (workspace_id, message_id)
      );
      CREATE TABLE ${schema}.contact_words (
        workspace_id uuid NOT NULL,
        contact_id uuid NOT NULL,
        words tsvector NOT NULL,
        PRIMARY KEY (workspace_id, contact_id)
      );
      ${protect('message_words', { schema, person: 'INSERT' })}
      ${protect('contact_words', { schema, person: 'INSERT' })}
      CREATE POLICY owner ON ${schema}.message_words TO ${schema}_owner USING (true) WITH CHECK (true);
      CREATE POLICY owner ON ${schema}.contact_words TO ${schema}_owner USING (true) WITH CHECK (true);
    `);
    await this.#readAll(runner);
    await runner.query(`
      CREATE INDEX message_words_newest ON ${schema}.message_words (workspace_id, sent_at DESC, message_id DESC);
      CREATE INDEX message_words_words ON ${schema}.message_words USING gin (workspace_id, words);
      CREATE INDEX contact_words_words ON ${schema}.contact_words USING gin (workspace_id, words);

      /* Words that many messages hold stand in the newest ones: these are looked through without an index of words. */
      ${finder('newest_messages_with', ', most integer', 'SET enable_bitmapscan = off')}
        SELECT w.message_id, w.ticket_id, w.channel_id, w.conversation_id, w.sent_at FROM (
          SELECT * FROM message_words n WHERE n.workspace_id = current_setting('app.workspace')::uuid
            AND n.sent_at >= since AND (n.sent_at, n.message_id) < (before_at, before_id)
          ORDER BY n.sent_at DESC, n.message_id DESC LIMIT most) w
        WHERE w.words @@ query;
      END $body$;

      /* Words that few messages hold: all of these, by the index. */
      ${finder('messages_with', '', 'SET enable_indexscan = off')}
        SELECT w.message_id, w.ticket_id, w.channel_id, w.conversation_id, w.sent_at FROM message_words w
        WHERE w.workspace_id = current_setting('app.workspace')::uuid AND w.words @@ query
          AND w.sent_at >= since AND (w.sent_at, w.message_id) < (before_at, before_id);
      END $body$;

      CREATE FUNCTION ${schema}.contacts_with(query tsquery, most integer) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ${schema}, pg_temp
        SET plan_cache_mode = force_custom_plan SET enable_indexscan = off AS $body$
      BEGIN RETURN QUERY
        SELECT w.contact_id FROM contact_words w
        WHERE w.workspace_id = current_setting('app.workspace')::uuid AND w.words @@ query LIMIT most;
      END $body$;

      ${['newest_messages_with', 'messages_with', 'contacts_with']
        .map(
          (name) => `REVOKE ALL ON FUNCTION ${schema}.${name} FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION ${schema}.${name} TO ${schema}_person;`,
        )
        .join('')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION ${schema}.newest_messages_with, ${schema}.messages_with, ${schema}.contacts_with;
      DROP TABLE ${schema}.message_words, ${schema}.contact_words;
    `);
  }

  /** What stands in threads already. */
  async #readAll(runner: QueryRunner): Promise<void> {
    const tables = ['messages', 'contacts'].map((table) => `ALTER TABLE ${schema}.${table}`);
    for (const table of tables) await runner.query(`${table} NO FORCE ROW LEVEL SECURITY`);
    await inBatches<{ content: Content }>(runner, 'messages', 'content', ({ content }) => searchableText(content), {
      into: 'message_words (workspace_id, message_id, ticket_id, channel_id, conversation_id, sent_at, words)',
      select: 'k.workspace_id, k.id, s.ticket_id, s.channel_id, s.conversation_id, s.sent_at',
    });
    await inBatches<{ name: string }>(
      runner,
      'contacts',
      `concat_ws(' ', username, display_name) AS name`,
      ({ name }) => name,
      { into: 'contact_words (workspace_id, contact_id, words)', select: 'k.workspace_id, k.id' },
    );
    for (const table of tables) await runner.query(`${table} FORCE ROW LEVEL SECURITY`);
  }
}

const finder = (name: string, more: string, planning: string): string => `
  CREATE FUNCTION ${schema}.${name}(query tsquery, since timestamptz, before_at timestamptz, before_id uuid${more})
    RETURNS TABLE (message_id uuid, ticket_id uuid, channel_id uuid, conversation_id uuid, sent_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ${schema}, pg_temp
    SET plan_cache_mode = force_custom_plan ${planning} AS $body$
  BEGIN RETURN QUERY`;

async function inBatches<Row>(
  runner: QueryRunner,
  table: string,
  column: string,
  text: (row: Row) => string,
  { into, select }: { into: string; select: string },
): Promise<void> {
  let last = [lowestId, lowestId];
  for (;;) {
    const rows: (Row & { workspace_id: string; id: string })[] = await runner.query(
      `SELECT workspace_id, id, ${column} FROM ${schema}.${table} WHERE (workspace_id, id) > ($1, $2)
       ORDER BY workspace_id, id LIMIT ${AT_A_TIME}`,
      last,
    );
    const end = rows.at(-1);
    if (!end) return;
    last = [end.workspace_id, end.id];
    const entries = rows.flatMap((row) => {
      const words = [...new Set(wordsOf(text(row)).map(({ form }) => form))];
      return words.length > 0 ? [{ workspace_id: row.workspace_id, id: row.id, words }] : [];
    });
    await runner.query(
      `INSERT INTO ${schema}.${into} SELECT ${select}, array_to_tsvector(k.words)
       FROM json_to_recordset($1) AS k (workspace_id uuid, id uuid, words text[])
       JOIN ${schema}.${table} s ON s.workspace_id = k.workspace_id AND s.id = k.id`,
      [JSON.stringify(entries)],
    );
  }
}
