import { ChannelChanged, ChannelDisconnect, CommentOwners, newId, TokenLease } from '@duet/contracts';
import { Clock, Questions } from '@duet/messaging';
import { TokenLeases } from '@duet/service-kit';
import { until } from '@duet/testing';
import { seedIds } from '@duet/tiktok-simulator';
import { openWorld, person, type World } from '../../test/world.ts';

const HOUR_MS = 3_600_000;
/** For tests that wait for the background to look at the clock again. */
const PATIENT_MS = 20_000;
const REFRESH = '/tt_user/oauth2/refresh_token/';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
});
afterEach(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });

async function connected() {
  const owner = person();
  const [messenger, feed] = (await world.connect(owner)).channels;
  if (!messenger || !feed) throw new Error('two channels are connected');
  return { owner, messenger, feed, accountId: messenger.account.id };
}

const states = async (owner: ReturnType<typeof person>) => (await world.channels(owner)).map(({ state }) => state);

test('H18: the token is lent sealed to the asker, and TikTok accepts it', async () => {
  const { owner, accountId } = await connected();
  const lease = await world.lease(owner, accountId);
  expect(lease).toMatchObject({ openId: seedIds.businessAccount, version: 1 });
  expect(await world.isAccepted(lease.openId, lease.token)).toBe(true);
  expect(Date.parse(lease.expiresAt)).toBeGreaterThan(Date.now() + 23 * HOUR_MS);
});

test('H18: other services open it with what they share', async () => {
  const { owner, accountId } = await connected();
  const holder = new TokenLeases(new Questions(world.harness.connection), 'delivery', new Clock());
  const leased = await holder.lease({ workspaceId: owner.workspaceId, accountId });
  expect(leased).toMatchObject({ accessToken: (await world.lease(owner, accountId)).token, version: 1 });
  expect(await holder.refused(leased)).toMatchObject({ version: 2 });
});

test('H18: what is not a public key gets no token', async () => {
  const { owner, accountId } = await connected();
  const nothing = Buffer.alloc(32).toString('base64url');
  for (const publicKey of ['', 'short', nothing]) {
    await expect(world.harness.ask(TokenLease, { accountId, publicKey }, owner)).rejects.toEqual(
      refused('bad_request'),
    );
  }
});

test('H21: no token of another workspace is lent', async () => {
  const { owner, accountId } = await connected();
  await expect(world.lease(person(), accountId)).rejects.toEqual(refused('not_found'));
  await expect(world.lease(owner, newId())).rejects.toEqual(refused('not_found'));
});

test('CON-37: a disconnected account lends nothing', async () => {
  const { owner, messenger, feed, accountId } = await connected();
  await world.control.fault({ kind: 'http_error', endpoint: '/tt_user/oauth2/revoke/' });
  for (const { id } of [messenger, feed]) await world.harness.ask(ChannelDisconnect, { id }, owner);
  await expect(world.lease(owner, accountId)).rejects.toEqual(refused('channel_disconnected'));
});

test('H18: a refused token is renewed once, and the old refresh token is not used again', async () => {
  const { owner, accountId } = await connected();
  await world.control.expireTokens('sim.store', 'access');
  const old = await world.lease(owner, accountId);
  expect(await world.isAccepted(old.openId, old.token)).toBe(false);
  const renewed = await world.lease(owner, accountId, old.version);
  expect(renewed.version).toBe(2);
  expect(await world.isAccepted(renewed.openId, renewed.token)).toBe(true);
  expect(await world.lease(owner, accountId, old.version)).toMatchObject({ version: 2, token: renewed.token });
  expect((await world.lease(owner, accountId, renewed.version)).version).toBe(3);
  expect(await world.refreshes()).toBe(2);
});

test('H18: ten who are refused at once, at two processes, cause one refresh', async () => {
  const { owner, accountId } = await connected();
  await world.boot();
  await world.control.fault({ kind: 'latency', endpoint: REFRESH, ms: 200 });
  const leases = await Promise.all(Array.from({ length: 10 }, () => world.lease(owner, accountId, 1)));
  expect(new Set(leases.map(({ version, token }) => `${version} ${token}`)).size).toBe(1);
  expect(leases[0]?.version).toBe(2);
  expect(await world.refreshes()).toBe(1);
});

test(
  'H18: a token is renewed ahead of its end, with nobody asking',
  async () => {
    const { owner, accountId } = await connected();
    await world.advance(11 * HOUR_MS);
    expect((await world.lease(owner, accountId)).version).toBe(1);
    await world.advance(4 * HOUR_MS);
    await until('the token is renewed', async () => (await world.lease(owner, accountId)).version === 2);
    expect(await world.refreshes()).toBe(1);
  },
  PATIENT_MS,
);

test(
  'H18: a refresh that TikTok did not perform is tried again; meanwhile the old token serves',
  async () => {
    const { owner, accountId } = await connected();
    await world.control.fault({ kind: 'refuse', endpoint: REFRESH, code: 40100 });
    await world.advance(15 * HOUR_MS);
    await until('a refresh was refused', async () => (await world.control.requests({ path: REFRESH })).length > 0);
    expect((await world.lease(owner, accountId)).version).toBe(1);
    await expect(world.lease(owner, accountId, 1)).rejects.toEqual(refused('tiktok_unreachable'));
    await world.control.clearFaults();
    expect((await world.lease(owner, accountId, 1)).version).toBe(2);
  },
  PATIENT_MS,
);

test.each(['lost_response', 'truncated_response', 'http_error'] as const)(
  'H18: after a refresh without an answer (%s) the old token serves to its end, then the channels need reconnecting',
  async (kind) => {
    const { owner, accountId } = await connected();
    await world.control.fault({ kind, endpoint: REFRESH, performed: true });
    await world.advance(15 * HOUR_MS);
    const codes = async () => (await world.channels(owner)).map(({ notices }) => notices.map(({ code }) => code));
    await until('people are told', async () => (await codes()).every((all) => all.includes('access_ends')));
    await world.control.clearFaults();

    const last = await world.lease(owner, accountId);
    expect(last.version).toBe(1);
    expect(await world.isAccepted(last.openId, last.token)).toBe(true);
    expect(await states(owner)).toEqual(['connected', 'connected']);
    await world.advance(9 * HOUR_MS);
    await until('both need reconnecting', async () => (await states(owner)).every((s) => s === 'needs_reconnecting'));
    await expect(world.lease(owner, accountId)).rejects.toEqual(refused('needs_reconnecting'));
    expect(await world.control.requests({ path: REFRESH })).toHaveLength(1);
    await world.harness.drained();
    const last2 = world.harness.published(ChannelChanged).slice(-2);
    expect(last2.map(({ data }) => [data.state, data.version])).toEqual(Array(2).fill(['needs_reconnecting', 2]));
  },
  PATIENT_MS,
);

test('H18: when the last token is refused, nothing is refreshed and the account needs reconnecting at once', async () => {
  const { owner, accountId } = await connected();
  await world.control.fault({ kind: 'lost_response', endpoint: REFRESH, count: 1 });
  await expect(world.lease(owner, accountId, 1)).rejects.toEqual(refused('needs_reconnecting'));
  expect(await states(owner)).toEqual(['needs_reconnecting', 'needs_reconnecting']);
  expect(await world.refreshes()).toBe(1);
});

test(
  'H18: a refresh that its process never ended is not made a second time',
  async () => {
    const { owner, accountId } = await connected();
    await world.harness.sql(`UPDATE channels.tokens SET refresh_started_at = now() - interval '10 minutes'`);
    const codes = async () => (await world.channels(owner)).flatMap(({ notices }) => notices.map(({ code }) => code));
    await until('people are told', async () => (await codes()).includes('access_ends'));
    expect((await world.lease(owner, accountId)).version).toBe(1);
    await expect(world.lease(owner, accountId, 1)).rejects.toEqual(refused('needs_reconnecting'));
    expect(await world.control.requests({ path: REFRESH })).toEqual([]);
  },
  PATIENT_MS,
);

test(
  'H18: while another process refreshes, a usable token is lent and a refused one is not',
  async () => {
    const { owner, accountId } = await connected();
    await world.harness.sql(`UPDATE channels.tokens SET refresh_started_at = now()`);
    expect((await world.lease(owner, accountId)).version).toBe(1);
    await expect(world.lease(owner, accountId, 1)).rejects.toEqual(refused('tiktok_unreachable'));
    expect(await world.control.requests({ path: REFRESH })).toEqual([]);
  },
  PATIENT_MS,
);

test('CON-43: a consent that TikTok ended turns both channels to "needs reconnecting" and says so', async () => {
  const { owner, accountId } = await connected();
  await world.control.expireTokens('sim.store', 'access');
  await world.control.expireTokens('sim.store', 'refresh');
  await expect(world.lease(owner, accountId, 1)).rejects.toEqual(refused('needs_reconnecting'));
  const notice = { state: 'needs_reconnecting', notices: [{ code: 'needs_reconnecting' }] };
  expect(await world.channels(owner)).toMatchObject([notice, notice]);
  await world.harness.drained();
  const changes = world.harness.published(ChannelChanged).slice(-2);
  expect(changes.map(({ data }) => [data.state, data.version])).toEqual(Array(2).fill(['needs_reconnecting', 2]));
});

test('the service’s own reads renew a token that TikTok refuses', async () => {
  const { owner, accountId } = await connected();
  await world.control.expireTokens('sim.store', 'access');
  const comments = [{ commentId: '7650000000000009999', parentCommentId: null }];
  expect(await world.harness.ask(CommentOwners, { accountId, videoId: seedIds.post, comments }, owner)).toEqual({
    owners: [{ commentId: '7650000000000009999', owner: null }],
    commentAuthorId: null,
  });
  expect(await world.refreshes()).toBe(1);
});

test(
  'an account whose token cannot be opened does not keep others from being renewed',
  async () => {
    const { accountId } = await connected();
    const other = person();
    const [channel] = (await world.connect(other, { account: 'sim.berlin' })).channels;
    await world.harness.sql('UPDATE channels.tokens SET refresh_sealed = access_sealed WHERE account_id = $1', [
      accountId,
    ]);
    await world.advance(15 * HOUR_MS);
    const version = async () => (await world.lease(other, channel?.account.id ?? '')).version;
    await until('the other one is renewed', async () => (await version()) === 2);
  },
  PATIENT_MS,
);
