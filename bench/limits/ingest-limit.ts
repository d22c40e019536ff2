import { createHmac, createSecretKey, hash, randomUUID, timingSafeEqual } from 'node:crypto';
import fastify from 'fastify';
import pg from 'pg';

/**
 * The least that accepts a webhook durably: Fastify, the raw bytes, the signature, one row before the 200. Concurrent
 * requests share an insert; two inserts are under way at a time.
 */
interface Waiting {
  readonly id: string;
  readonly rawKey: Buffer;
  readonly body: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const { DATABASE_URL = '', SECRET = '', PORT = '0' } = process.env;
const MAX_BATCH = 250;
const WRITERS = 2;
const TOLERANCE_S = 300;

const key = createSecretKey(SECRET, 'utf8');
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: WRITERS });
await pool.query(`
  CREATE TABLE IF NOT EXISTS webhooks (
    raw_key bytea PRIMARY KEY,
    id uuid NOT NULL,
    body bytea NOT NULL,
    received_at timestamptz NOT NULL
  )`);

let waiting: Waiting[] = [];
let writing = 0;

async function flush(): Promise<void> {
  writing += 1;
  while (waiting.length > 0) {
    const batch = waiting.slice(0, MAX_BATCH);
    waiting = waiting.slice(MAX_BATCH);
    try {
      await insert(batch);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  writing -= 1;
}

const insert = (batch: readonly Waiting[]): Promise<unknown> =>
  pool.query({
    name: 'insert',
    text: `INSERT INTO webhooks (raw_key, id, body, received_at)
           SELECT raw_key, id, body, $4 FROM unnest($1::bytea[], $2::uuid[], $3::bytea[]) AS given (raw_key, id, body)
           ON CONFLICT DO NOTHING`,
    values: [batch.map(({ rawKey }) => rawKey), batch.map(({ id }) => id), batch.map(({ body }) => body), new Date()],
  });

const keep = (body: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    waiting.push({ id: randomUUID(), rawKey: hash('sha256', body, 'buffer'), body, resolve, reject });
    if (writing < WRITERS) void flush();
  });

function isGenuine(header: unknown, body: Buffer): boolean {
  const [, t = '', s = ''] = /^t=(\d+),s=([0-9a-f]{64})$/.exec(String(header)) ?? [];
  if (s === '' || Math.abs(Date.now() / 1_000 - Number(t)) > TOLERANCE_S) return false;
  return timingSafeEqual(createHmac('sha256', key).update(`${t}.`).update(body).digest(), Buffer.from(s, 'hex'));
}

const app = fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/webhooks/tiktok', async (request, reply) => {
  const { body } = request;
  if (!Buffer.isBuffer(body) || !isGenuine(request.headers['tiktok-signature'], body)) return reply.code(401).send({});
  await keep(body);
  return reply.send({});
});
await app.listen({ host: '127.0.0.1', port: Number(PORT) });
process.stdout.write('ready\n');
process.once('SIGTERM', () => process.exit(0));
