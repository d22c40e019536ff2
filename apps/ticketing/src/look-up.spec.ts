import { newId } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { ana, feed, videoId, workspaceId, World } from '../test/world.ts';
import { PostListStore } from './posts/post-list.store.ts';
import { MessageStore } from './threads/message.store.ts';
import { TicketListStore } from './tickets/ticket-list.store.ts';

const customers = 120;
const limit = 20;

let world: World;
let database: Database;

beforeAll(async () => {
  world = await World.start();
  await world.manyWrite(customers);
  await world.flood(
    videoId,
    Array.from({ length: customers }, () => newId()),
  );
  database = await Database.connect({ url: world.harness.config('ticketing').DATABASE_URL, schema: 'ticketing' });
  await forgetWorkspace();
});
afterAll(async () => {
  await database.close();
  await world.harness.stop();
});

/** Leaves the statistics as they are while a workspace is filled that is younger than they are: they know another one. */
async function forgetWorkspace(): Promise<void> {
  await world.harness.sql('ANALYZE');
  await world.harness.sql(
    `SELECT pg_restore_attribute_stats('schemaname', schemaname::text, 'relname', tablename::text,
       'attname', attname::text, 'inherited', inherited, 'null_frac', null_frac, 'avg_width', avg_width,
       'n_distinct', n_distinct, 'most_common_vals', $1::text, 'most_common_freqs', ARRAY[1::real])
     FROM pg_stats WHERE schemaname = 'ticketing' AND attname = 'workspace_id'`,
    [`{${newId()}}`],
  );
}

/** How many rows of all tables are read for each one that is shown. */
async function rowsReadForEach(page: (tx: Tx) => Promise<number>): Promise<number> {
  return database.asPerson(workspaceId, async (tx) => {
    const shown = await page(tx);
    const [read] = await tx.query<{ rows: string }>(
      `SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) AS rows FROM pg_stat_xact_user_tables`,
    );
    expect(shown).toBe(limit);
    return Number(read?.rows) / shown;
  });
}

/** More than a row is joined to, and far fewer than the workspace has. */
const few = 20;

test('a page of tickets reads little more than what it shows, in a workspace that the statistics do not know yet too', async () => {
  const page = { limit, status: 'unresolved' } as const;
  const store = new TicketListStore();
  expect(await rowsReadForEach(async (tx) => (await store.page(tx, page, new Date(0))).tickets.length)).toBeLessThan(
    few,
  );
});

test('so does a page of the comments of a post', async () => {
  const post = { channelId: feed, videoId, show: 'all' } as const;
  expect(
    await rowsReadForEach(async (tx) => {
      const found = await new PostListStore().comments(tx, post, null, limit);
      const keys = found.map(({ id }) => ({ workspaceId: ana.workspaceId, id }));
      return (await new MessageStore().findViews(tx, keys)).length;
    }),
  ).toBeLessThan(few);
});
