import { Client } from 'pg';
import { progress } from '../report.ts';
import {
  ANSWERED_EVERY,
  FEWEST_WORDS,
  LONG_THREAD,
  LONG_THREAD_EVERY,
  MESSAGES_APART,
  MORE_WORDS,
  ORDER_NUMBER_EVERY,
  PEOPLE,
  PERIOD,
  sqlId,
  sqlRank,
  sqlWord,
  WORKSPACES,
} from './plan.ts';

/** Their indexes are made when they are full, save those of their primary keys. */
const tables = ['tickets', 'messages', 'message_words', 'conversations', 'contacts', 'contact_words', 'windows'];

/** They grew in many places at once, which leaves a third of them empty. */
const packed = ['messages_pkey', 'message_words_pkey', 'tickets_pkey', 'conversations_pkey'];

/** The workspace of ticket or contact `n`: both follow the same pattern. */
const workspaceOf = (n: string): string =>
  `(CASE WHEN ${n} % 5 = 0 THEN 0 ELSE 1 + (${n} / 5) % ${WORKSPACES - 1} END)`;
const inWorkspace = (n: string): string => sqlId('workspace', workspaceOf(n));
/** Ten tickets of a workspace have one customer. */
const contactOf = `((n / ${10 * PERIOD}) * ${PERIOD} + n % ${PERIOD})`;
const channelOf = sqlId('channel', `${workspaceOf('n')} * 2 + (n % 3 = 0)::integer`);
const isComment = 'n % 3 = 0';
const person = sqlId('person', `${workspaceOf('n')} * ${PEOPLE} + n % ${PEOPLE}`);
const assignee = `CASE WHEN n % 4 > 0 THEN ${person} END`;
const statusOf = (tickets: number): string =>
  `CASE WHEN n <= ${tickets} * 0.9 OR n % 10 IN (7, 8, 9) THEN 'resolved' WHEN n % 10 = 6 THEN 'hold' ELSE 'open' END`;
/** A year from the first to the last. */
const momentOf = (tickets: number): string => `now() - interval '365 days' * (${tickets} - n) / ${tickets}`;
/** The places of words in a message, each with the column that holds the rank of its word. */
const places = Array.from({ length: FEWEST_WORDS + MORE_WORDS }, (_, place) => ({ place, rank: `r.r${place}` }));

/** Fills an empty schema of ticketing as the plan says, without its triggers; the accounts of H23 are made at the end. */
export async function fill(superuserUrl: string, tickets: number): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  const step = async (what: string, sql: string, parameters: unknown[] = []): Promise<void> => {
    const startedAt = performance.now();
    await client.query(sql, parameters);
    progress(`  ${what}: ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  };
  try {
    await client.query(`SET search_path = ticketing, public; SET session_replication_role = replica;
      SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'; SET synchronous_commit = off`);
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
       WHERE indrelid = ANY($1::regclass[])
         AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
      [tables.map((table) => `ticketing.${table}`)],
    );
    const { rows: constraints } = await client.query<{ table: string; name: string; definition: string }>(
      `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE contype = 'u' AND conrelid = ANY($1::regclass[])`,
      [tables.map((table) => `ticketing.${table}`)],
    );
    for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
    for (const { table, name } of constraints) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    for (const [what, sql] of contents(tickets)) await step(what, sql);
    for (const { table, name, definition } of constraints) {
      await step(name, `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
    }
    for (const { name, definition } of indexes) await step(name, definition);
    for (const name of packed) await step(name, `REINDEX INDEX ${name}`);
    await step('counts', countTickets);
    await step('statistics', `VACUUM ANALYZE`);
  } finally {
    await client.end();
  }
}

const contents = (tickets: number): [what: string, sql: string][] => {
  const numbers = `generate_series(1, ${tickets}) n`;
  const at = momentOf(tickets);
  const number = `n * ${MESSAGES_APART} + k`;
  const message = sqlId('message', number);
  const words = places.map(
    ({ place, rank }) => `CASE WHEN ${place} < ${FEWEST_WORDS} + r.more THEN ${sqlWord(rank)} END`,
  );
  const text = `concat_ws(' ', ${words.join(', ')}, CASE WHEN n % ${ORDER_NUMBER_EVERY} = 0 THEN n END)`;
  /* OFFSET 0: each rank is found once. */
  const spoken = `${numbers} CROSS JOIN LATERAL generate_series(0, CASE WHEN n % ${LONG_THREAD_EVERY} = 0
    THEN ${LONG_THREAD} ELSE (n % ${ANSWERED_EVERY} = 0)::integer END) k
    CROSS JOIN LATERAL (SELECT ${places.map(({ place }) => `${sqlRank(number, place)} AS r${place}`).join(', ')},
      hashint8extended(${number}, -1) & ${MORE_WORDS} AS more OFFSET 0) r`;
  const sentAt = `${at} + k * interval '1 second'`;
  return [
    [
      'channels',
      `INSERT INTO channels (workspace_id, id, type, title, state, account_id, version)
       SELECT ${sqlId('workspace', 'w')}, ${sqlId('channel', 'w * 2 + t')}, (ARRAY['tiktok_messenger', 'tiktok_feed'])[t + 1],
         'Shop', 'connected', ${sqlId('account', 'w')}, 1
       FROM generate_series(0, ${WORKSPACES - 1}) w, generate_series(0, 1) t`,
    ],
    [
      'people',
      `INSERT INTO people (workspace_id, id, name, role, active, version)
       SELECT ${sqlId('workspace', 'w')}, ${sqlId('person', `w * ${PEOPLE} + p`)}, 'Person ' || p, 'agent', true, 1
       FROM generate_series(0, ${WORKSPACES - 1}) w, generate_series(0, ${PEOPLE - 1}) p`,
    ],
    [
      'contacts',
      `INSERT INTO contacts (workspace_id, id, account_id, external_id, username, display_name)
       SELECT ${inWorkspace('c')}, ${sqlId('contact', 'c')}, ${sqlId('account', workspaceOf('c'))}, 'person-' || c,
         'user' || c, 'Customer ' || c
       FROM generate_series(0, (${tickets} / ${10 * PERIOD} + 1) * ${PERIOD}) c`,
    ],
    [
      'words of names',
      `INSERT INTO contact_words (workspace_id, contact_id, words)
       SELECT workspace_id, id, keyed(name_key(workspace_id), ARRAY[username, 'customer', substr(username, 5)]) FROM contacts`,
    ],
    [
      'conversations',
      `INSERT INTO conversations (workspace_id, id, channel_id, account_id, thread_id, video_id, last_inbound_at)
       SELECT ${inWorkspace('n')}, ${sqlId('conversation', 'n')}, ${channelOf}, ${sqlId('account', workspaceOf('n'))},
         'thread-' || n, CASE WHEN ${isComment} THEN 'video-' || n % 1000 END, ${at} FROM ${numbers}`,
    ],
    [
      'tickets',
      `INSERT INTO tickets (workspace_id, id, number, status, channel_id, channel_type, conversation_id, contact_id,
         subject_message_id, assignee_id, controller_kind, controller_id, controller_epoch, last_preview, last_direction,
         last_at, opened_at, updated_at, sequence, priority)
       SELECT ${inWorkspace('n')}, ${sqlId('ticket', 'n')}, n, ${statusOf(tickets)}, ${channelOf},
         CASE WHEN ${isComment} THEN 'tiktok_feed' ELSE 'tiktok_messenger' END, ${sqlId('conversation', 'n')},
         ${sqlId('contact', contactOf)}, CASE WHEN ${isComment} THEN ${sqlId('message', `n * ${MESSAGES_APART}`)} END,
         ${assignee}, CASE WHEN n % 4 > 0 THEN 'person' ELSE 'nobody' END, (${assignee})::text, 1, 'Message of ' || n,
         CASE WHEN n % ${ANSWERED_EVERY} = 0 THEN 'out' ELSE 'in' END, ${at}, ${at}, ${at}, 5,
         (ARRAY['low', 'medium', 'medium', 'high'])[1 + n % 4]
       FROM ${numbers}`,
    ],
    [
      'messages',
      `INSERT INTO messages (workspace_id, id, conversation_id, ticket_id, channel_id, direction, external_id, author_kind,
         author_id, author_name, content, sent_at, source, video_id, delivery_status)
       SELECT ${inWorkspace('n')}, ${message}, ${sqlId('conversation', 'n')}, ${sqlId('ticket', 'n')}, ${channelOf},
         CASE WHEN k % 2 = 0 THEN 'in' ELSE 'out' END, 'm-' || n || '-' || k,
         CASE WHEN k % 2 = 0 THEN 'customer' ELSE 'person' END, 'person-' || ${contactOf}, 'Customer ' || ${contactOf},
         jsonb_build_object('type', 'text', 'text', ${text}), ${sentAt},
         CASE WHEN k % 2 = 1 THEN 'duet' END, CASE WHEN ${isComment} THEN 'video-' || n % 1000 END,
         CASE WHEN k % 2 = 1 THEN 'sent' END
       FROM ${spoken}`,
    ],
    [
      'words of messages',
      `INSERT INTO message_words (workspace_id, message_id, ticket_id, channel_id, conversation_id, sent_at, words)
       SELECT workspace_id, id, ticket_id, channel_id, conversation_id, sent_at,
         keyed(week_key(workspace_id, search_week(sent_at)), string_to_array(content->>'text', ' ')) FROM messages`,
    ],
    [
      'windows',
      `INSERT INTO windows (workspace_id, channel_id, thread_id, expires_at, remaining, version)
       SELECT ${inWorkspace('n')}, ${channelOf}, 'thread-' || n, ${at} + interval '48 hours', 10, 1
       FROM generate_series(${Math.floor(tickets * 0.99)}, ${tickets}) n WHERE NOT (${isComment})`,
    ],
  ];
};

const countTickets = `INSERT INTO ticket_counts
  (workspace_id, status, last_direction, channel_id, channel_type, assignee_id, tickets)
  SELECT workspace_id, status, last_direction, channel_id, channel_type,
    coalesce(assignee_id, '00000000-0000-0000-0000-000000000000'), count(*) FROM tickets GROUP BY 1, 2, 3, 4, 5, 6`;
