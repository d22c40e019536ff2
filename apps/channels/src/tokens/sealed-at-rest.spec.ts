import { randomBytes } from 'node:crypto';
import { until } from '@duet/testing';
import { consent, openWorld, person, SEALING_KEY, type World } from '../../test/world.ts';

const HOUR_MS = 3_600_000;

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Every row of every table of the service, as text. */
async function dump(): Promise<string> {
  const tables = await world.harness.sql<{ name: string }>(
    `SELECT format('channels.%I', relname) AS name FROM pg_class
     WHERE relnamespace = 'channels'::regnamespace AND relkind IN ('r', 'p')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await world.harness.sql<{ text: string }>(`SELECT r::text AS text FROM ${name} r`);
    texts.push(...rows.map(({ text }) => text));
  }
  return texts.join('\n');
}

test('the database holds no token in the open, neither before Finish Setup nor after, nor after a refresh', async () => {
  await world.boot();
  const owner = person();
  const { authorizeUrl } = await world.start(owner);
  const redirect = await consent(authorizeUrl);
  const { connectionId } = await world.complete(owner, redirect);
  const pending = await dump();
  const [channel] = (await world.finish(owner, connectionId)).channels;
  await world.lease(owner, channel?.account.id ?? '', 1);
  const finished = await dump();
  for (const text of [pending, finished]) {
    expect(text).toContain('k1.');
    expect(text).not.toMatch(/act\.SIM|rft\.SIM|sim-app-secret/);
    expect(text).not.toContain(redirect.code);
  }
});

test('a ciphertext moved to another row does not open', async () => {
  await world.boot();
  const [one, other] = [person(), person()];
  const [first] = (await world.connect(one)).channels;
  const [second] = (await world.connect(other, { account: 'sim.berlin' })).channels;
  await world.harness.sql(
    `UPDATE channels.tokens t SET access_sealed = o.access_sealed FROM channels.tokens o
     WHERE o.account_id <> t.account_id`,
  );
  await expect(world.lease(one, first?.account.id ?? '')).rejects.toMatchObject({ code: 'internal' });
  await expect(world.lease(other, second?.account.id ?? '')).rejects.toMatchObject({ code: 'internal' });
});

test('a refresh token that does not open is not counted as used', async () => {
  await world.boot();
  const owner = person();
  const [channel] = (await world.connect(owner)).channels;
  const accountId = channel?.account.id ?? '';
  const [kept] = await world.harness.sql<{ refresh_sealed: string }>('SELECT refresh_sealed FROM channels.tokens');
  await world.harness.sql(`UPDATE channels.tokens SET refresh_sealed = access_sealed`);
  await expect(world.lease(owner, accountId, 1)).rejects.toMatchObject({ code: 'internal' });
  await world.harness.sql(`UPDATE channels.tokens SET refresh_sealed = $1`, [kept?.refresh_sealed]);
  expect((await world.lease(owner, accountId, 1)).version).toBe(2);
});

test('after a change of the sealing key the previous key still opens, and a refresh seals with the new one', async () => {
  const before = await world.boot();
  const owner = person();
  const [channel] = (await world.connect(owner)).channels;
  const accountId = channel?.account.id ?? '';
  const { token } = await world.lease(owner, accountId);
  await before.stop();
  await world.boot({
    CHANNELS_SEALING_KEY: `k2:${randomBytes(32).toString('base64')}`,
    CHANNELS_SEALING_KEY_PREVIOUS: SEALING_KEY,
  });
  expect((await world.lease(owner, accountId)).token).toBe(token);
  await world.lease(owner, accountId, 1);
  const keys = await world.harness.sql(
    `SELECT split_part(access_sealed, '.', 1) AS access, split_part(refresh_sealed, '.', 1) AS refresh FROM channels.tokens`,
  );
  expect(keys).toEqual([{ access: 'k2', refresh: 'k2' }]);
});

test('OPEN-19: the tokens of an authorization that nobody finished are gone after 24 hours', async () => {
  await world.boot();
  const owner = person();
  await world.complete(owner, await consent((await world.start(owner)).authorizeUrl));
  expect(await world.harness.sql('SELECT 1 FROM channels.pending_tokens')).toHaveLength(1);
  await world.advance(24 * HOUR_MS);
  const kept = () => world.harness.sql('SELECT 1 FROM channels.pending_tokens');
  await until('they are gone', async () => (await kept()).length === 0);
});
