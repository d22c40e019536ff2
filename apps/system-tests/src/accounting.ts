import type { System } from '@duet/testing';

const schemas = ['ingestion', 'channels', 'ticketing', 'delivery', 'moderation', 'reporting', 'gateway'] as const;

/** What is not at rest yet; empty when everything is. */
export async function unrest(system: System): Promise<string[]> {
  const outboxes = schemas.map(
    (schema) => [`${schema}'s outbox`, `SELECT count(*) AS count FROM ${schema}.outbox WHERE sent_at IS NULL`] as const,
  );
  const checks = [
    ...outboxes,
    ['webhooks not normalized', `SELECT count(*) AS count FROM ingestion.deliveries WHERE state IN ('new', 'waiting')`],
    [
      'messages queued or in flight',
      `SELECT count(*) AS count FROM delivery.outbound WHERE state IN ('queued', 'sending')`,
    ],
    ['echoes undecided', `SELECT count(*) AS count FROM delivery.echoes WHERE state = 'waiting'`],
    ['deliveries shown as queued', `SELECT count(*) AS count FROM ticketing.messages WHERE delivery_status = 'queued'`],
  ] as const;
  const found = await Promise.all(
    checks.map(async ([what, statement]) => {
      const [row] = await system.sql<{ count: string }>(statement);
      return Number(row?.count) > 0 ? `${row?.count} ${what}` : null;
    }),
  );
  const { counts } = await system.simulator.deliveries({ limit: 1 });
  if (counts.pending > 0) found.push(`${counts.pending} webhooks not acknowledged`);
  // What a killed service had in its hands is delivered again only after half a minute.
  const outstanding = await system.outstanding();
  if (outstanding > 0) found.push(`${outstanding} events not handled`);
  return found.filter((what) => what !== null);
}

export interface Accounts {
  /** What customers wrote, by TikTok's id: at TikTok, and in our threads. */
  readonly written: { readonly atTikTok: string[]; readonly inThreads: string[] };
  /** What we sent, by TikTok's id: the ledger of TikTok, our own, and our threads. */
  readonly sent: { readonly atTikTok: string[]; readonly inLedger: string[]; readonly inThreads: string[] };
  readonly textsAtTikTok: string[];
  /** Messages taken for somebody else's although only we wrote. */
  readonly observed: number;
  /** Attempts of killed senders that neither an echo nor TikTok's list of 20 messages could settle. */
  readonly unconfirmed: number;
  readonly deadLetters: number;
  readonly expiredLeases: number;
}

/** Both sides' books, sorted, so that equality is the whole check. */
export async function readAccounts(system: System): Promise<Accounts> {
  const ids = async (statement: string): Promise<string[]> =>
    (await system.sql<{ id: string }>(statement)).map(({ id }) => id).sort();
  const count = async (statement: string): Promise<number> =>
    Number((await system.sql<{ count: string }>(statement))[0]?.count);
  const sends = await system.simulator.ledger({ kind: 'message.send', limit: 100_000 });
  const replies = await system.simulator.ledger({ kind: 'comment.reply', limit: 100_000 });
  return {
    written: {
      atTikTok: await writtenAtTikTok(system),
      inThreads: await ids(`SELECT external_id AS id FROM ticketing.messages WHERE direction = 'in'`),
    },
    sent: {
      atTikTok: [
        ...sends.map(({ result }) => String(result['messageId'])),
        ...replies.map(({ result }) => String(result['commentId'])),
      ].sort(),
      inLedger: await ids(`SELECT external_id AS id FROM delivery.outbound WHERE state = 'sent'`),
      inThreads: await ids(
        `SELECT external_id AS id FROM ticketing.messages WHERE direction = 'out' AND delivery_status = 'sent'`,
      ),
    },
    textsAtTikTok: [...sends, ...replies].map(({ text }) => text ?? ''),
    observed: await count(`SELECT count(*) AS count FROM ticketing.messages WHERE author_kind = 'platform'`),
    unconfirmed: await count(`SELECT count(*) AS count FROM delivery.outbound WHERE state = 'unconfirmed'`),
    deadLetters: await count(
      schemas
        .map((schema) => `SELECT count(*) AS count FROM ${schema}.dead_letters`)
        .join(' UNION ALL ')
        .replace(/^/, 'SELECT sum(count) AS count FROM (')
        .concat(') AS all_letters'),
    ),
    expiredLeases: await count(`SELECT count(*) AS count FROM delivery.outbound WHERE lease_until < now()`),
  };
}

const ALL = { limit: 1_000_000 };

async function writtenAtTikTok(system: System): Promise<string[]> {
  const messages = await system.simulator.get<{ messageId: string }[]>('/messages', { ...ALL, direction: 'in' });
  const comments = await system.simulator.get<{ commentId: string; owner: boolean }[]>('/comments', ALL);
  return [
    ...messages.map(({ messageId }) => messageId),
    ...comments.filter(({ owner }) => !owner).map(({ commentId }) => commentId),
  ].sort();
}
