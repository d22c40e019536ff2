import { randomUUID } from 'node:crypto';
import { type JsMsg, jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';

/**
 * The least that turns messages of a stream into tickets: batches of one transaction, one statement for each table,
 * keys sorted, an outbox row for each message, plain acks after the commit. The schema has the same uniqueness and
 * foreign keys as the product's.
 */
interface Inbound {
  readonly workspaceId: string;
  readonly accountId: string;
  readonly channelId: string;
  readonly conversationId: string;
  readonly messageId: string;
  readonly sentAt: string;
  readonly sender: { readonly id: string; readonly username: string };
  readonly content: { readonly type: 'text'; readonly text: string };
}

const { DATABASE_URL = '', NATS_URL = '', STREAM = '', DURABLE = '' } = process.env;
const BATCH = 200;
const AHEAD = 1_000;
const PREVIEW_CHARS = 100;

const client = new pg.Client({ connectionString: DATABASE_URL });
await client.connect();
await client.query(`
  CREATE TABLE IF NOT EXISTS contacts (
    workspace_id uuid NOT NULL, id uuid NOT NULL, account_id uuid NOT NULL, external_id text NOT NULL, username text,
    PRIMARY KEY (workspace_id, id), UNIQUE (workspace_id, account_id, external_id)
  );
  CREATE TABLE IF NOT EXISTS conversations (
    workspace_id uuid NOT NULL, id uuid NOT NULL, channel_id uuid NOT NULL, thread_id text NOT NULL,
    last_inbound_at timestamptz,
    PRIMARY KEY (workspace_id, id), UNIQUE (workspace_id, channel_id, thread_id)
  );
  CREATE TABLE IF NOT EXISTS tickets (
    workspace_id uuid NOT NULL, id uuid NOT NULL, number integer GENERATED ALWAYS AS IDENTITY,
    status text NOT NULL DEFAULT 'open', conversation_id uuid NOT NULL, contact_id uuid NOT NULL,
    last_preview text NOT NULL, last_at timestamptz NOT NULL, sequence bigint NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations,
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts
  );
  CREATE UNIQUE INDEX IF NOT EXISTS tickets_one_open ON tickets (workspace_id, conversation_id) WHERE status <> 'resolved';
  CREATE TABLE IF NOT EXISTS messages (
    workspace_id uuid NOT NULL, id uuid NOT NULL, conversation_id uuid NOT NULL, ticket_id uuid NOT NULL,
    channel_id uuid NOT NULL, external_id text NOT NULL, content jsonb NOT NULL, sent_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id), UNIQUE (workspace_id, channel_id, external_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations
  );
  CREATE TABLE IF NOT EXISTS outbox (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid NOT NULL, key text NOT NULL,
    subject text NOT NULL, data json NOT NULL, sent_at timestamptz
  );`);

const statement = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
const column = <T, K extends keyof T>(rows: readonly T[], key: K): T[K][] => rows.map((row) => row[key]);

async function commit(batch: readonly Inbound[]): Promise<void> {
  await client.query('BEGIN');
  const contacts = await upsertContacts(batch);
  const conversations = await upsertConversations(batch);
  const tickets = await upsertTickets(batch, contacts, conversations);
  await insertMessages(batch, conversations, tickets);
  await client.query('COMMIT');
}

/** The last message of each key, in the order of the keys. */
const latestBy = (batch: readonly Inbound[], keyOf: (inbound: Inbound) => string): Inbound[] =>
  [...new Map(batch.map((inbound) => [keyOf(inbound), inbound]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one);

async function upsertContacts(batch: readonly Inbound[]): Promise<Map<string, string>> {
  const news = latestBy(batch, ({ sender }) => sender.id);
  const { rows } = await statement(
    'contacts',
    `INSERT INTO contacts (workspace_id, id, account_id, external_id, username)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[])
     ON CONFLICT (workspace_id, account_id, external_id) DO UPDATE SET username = excluded.username
     RETURNING id, external_id`,
    [
      column(news, 'workspaceId'),
      news.map(() => randomUUID()),
      column(news, 'accountId'),
      news.map(({ sender }) => sender.id),
      news.map(({ sender }) => sender.username),
    ],
  );
  return new Map(rows.map((row) => [row.external_id, row.id]));
}

async function upsertConversations(batch: readonly Inbound[]): Promise<Map<string, string>> {
  const news = latestBy(batch, ({ conversationId }) => conversationId);
  const { rows } = await statement(
    'conversations',
    `INSERT INTO conversations (workspace_id, id, channel_id, thread_id, last_inbound_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[])
     ON CONFLICT (workspace_id, channel_id, thread_id) DO UPDATE SET
       last_inbound_at = greatest(conversations.last_inbound_at, excluded.last_inbound_at)
     RETURNING id, thread_id`,
    [
      column(news, 'workspaceId'),
      news.map(() => randomUUID()),
      column(news, 'channelId'),
      column(news, 'conversationId'),
      column(news, 'sentAt'),
    ],
  );
  return new Map(rows.map((row) => [row.thread_id, row.id]));
}

async function upsertTickets(
  batch: readonly Inbound[],
  contacts: ReadonlyMap<string, string>,
  conversations: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const counts = Map.groupBy(batch, ({ conversationId }) => conversationId);
  const news = latestBy(batch, ({ conversationId }) => conversationId);
  const { rows } = await statement(
    'tickets',
    `INSERT INTO tickets (workspace_id, id, conversation_id, contact_id, last_preview, last_at, sequence)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::bigint[])
     ON CONFLICT (workspace_id, conversation_id) WHERE status <> 'resolved' DO UPDATE SET
       last_preview = excluded.last_preview, last_at = excluded.last_at, sequence = tickets.sequence + excluded.sequence
     RETURNING id, conversation_id`,
    [
      column(news, 'workspaceId'),
      news.map(() => randomUUID()),
      news.map(({ conversationId }) => conversations.get(conversationId)),
      news.map(({ sender }) => contacts.get(sender.id)),
      news.map(({ content }) => content.text.slice(0, PREVIEW_CHARS)),
      column(news, 'sentAt'),
      news.map(({ conversationId }) => counts.get(conversationId)?.length ?? 0),
    ],
  );
  return new Map(rows.map((row) => [row.conversation_id, row.id]));
}

async function insertMessages(
  batch: readonly Inbound[],
  conversations: ReadonlyMap<string, string>,
  tickets: ReadonlyMap<string, string>,
): Promise<void> {
  const placed = batch.map((inbound) => {
    const conversation = conversations.get(inbound.conversationId) ?? '';
    return { ...inbound, id: randomUUID(), conversation, ticket: tickets.get(conversation) ?? '' };
  });
  const { rows } = await statement(
    'messages',
    `INSERT INTO messages (workspace_id, id, conversation_id, ticket_id, channel_id, external_id, content, sent_at)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::jsonb[], $8::timestamptz[])
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      column(placed, 'workspaceId'),
      column(placed, 'id'),
      column(placed, 'conversation'),
      column(placed, 'ticket'),
      column(placed, 'channelId'),
      column(placed, 'messageId'),
      placed.map(({ content }) => JSON.stringify(content)),
      column(placed, 'sentAt'),
    ],
  );
  const fresh = new Set(rows.map((row) => row.id));
  const added = placed.filter(({ id }) => fresh.has(id));
  await statement(
    'outbox',
    `INSERT INTO outbox (id, key, subject, data) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::json[])`,
    [
      added.map(() => randomUUID()),
      column(added, 'ticket'),
      added.map(({ workspaceId }) => `limit.message.added.${workspaceId}`),
      added.map((message) => JSON.stringify(message)),
    ],
  );
}

const connection = await connect({ servers: new URL(NATS_URL).host });
const consumer = await jetstream(connection).consumers.get(STREAM, DURABLE);
const waiting: JsMsg[] = [];
let arrived: () => void = () => undefined;

async function pull(): Promise<void> {
  for await (const message of await consumer.consume({ max_messages: AHEAD })) {
    waiting.push(message);
    arrived();
  }
}

async function work(): Promise<void> {
  for (;;) {
    const batch = waiting.splice(0, BATCH);
    if (batch.length === 0) {
      await new Promise<void>((resolve) => (arrived = resolve));
      continue;
    }
    await commit(batch.map((message) => message.json<Inbound>()));
    for (const message of batch) message.ack();
  }
}

process.once('SIGTERM', () => process.exit(0));
process.stdout.write('ready\n');
await Promise.all([pull(), work()]);
