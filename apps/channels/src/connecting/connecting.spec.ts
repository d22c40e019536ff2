import { ChannelChanged, ConnectStart, ConnectStatus, newId, SetupFinish } from '@duet/contracts';
import { seedIds } from '@duet/tiktok-simulator';
import { consent, openWorld, person, type World } from '../../test/world.ts';

const MINUTE_MS = 60_000;
const comments = ['comment.list', 'comment.list.manage'];
const messages = ['message.list.read', 'message.list.send', 'message.list.manage'];
const profile = ['user.info.basic', 'user.info.username', 'user.account.type'];

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await world.boot();
});
afterAll(() => world.close());
afterEach(async () => {
  await world.control.clearFaults();
  await world.harness.sql(`UPDATE channels.accounts SET state = 'disconnected'`);
  await world.harness.sql(`UPDATE channels.channels SET state = 'disconnected'`);
});

const refused = (code: string) => expect.objectContaining({ code });

test('CON-19, CON-22, CON-23: one authorization connects both channels, after Finish Setup', async () => {
  const owner = person();
  const { authorizeUrl, connectionId } = await world.start(owner);
  expect(new URL(authorizeUrl).searchParams.get('disable_auto_auth')).toBe('1');
  const status = () => world.harness.ask(ConnectStatus, { connectionId }, owner);
  expect(await status()).toMatchObject({ state: 'waiting', username: null });

  const authorized = await world.complete(owner, await consent(authorizeUrl));
  expect(authorized).toEqual({ connectionId, username: 'sim.store', title: 'My TikTok channel', nlpApp: null });
  expect(await status()).toMatchObject({ state: 'authorized', username: 'sim.store' });
  expect(await world.channels(owner)).toEqual([]);

  const { channels } = await world.harness.ask(SetupFinish, { connectionId, title: 'Shop', nlpApp: 'faq' }, owner);
  const account = { username: 'sim.store', displayName: 'Sim Store' };
  const common = { title: 'Shop', nlpApp: 'faq', state: 'connected', notices: [], account };
  expect(channels).toMatchObject([
    { type: 'tiktok_messenger', ...common },
    { type: 'tiktok_feed', ...common },
  ]);
  expect(await world.channels(owner)).toEqual(channels);
  expect(await status()).toMatchObject({ state: 'finished', title: 'Shop', nlpApp: 'faq' });
  await world.harness.drained();
  const published = world.harness.published(ChannelChanged).filter((event) => event.workspaceId === owner.workspaceId);
  const data = { openId: seedIds.businessAccount, username: 'sim.store', state: 'connected', version: 1 };
  expect(published.map((event) => event.data)).toEqual([
    expect.objectContaining({ ...data, channelType: 'tiktok_messenger', commentAuthorId: null }),
    expect.objectContaining({ ...data, channelType: 'tiktok_feed', commentAuthorId: null }),
  ]);
  expect(await world.finish(owner, connectionId, 'Again')).toEqual({ channels });
});

test('CON-21: TikTok is told once where to deliver both kinds of events', async () => {
  await world.connect(person());
  const again = person();
  await world.harness.sql(`UPDATE channels.accounts SET state = 'disconnected'`);
  await world.connect(again);
  const updates = await world.control.ledger({ kind: 'webhook.update' });
  expect(updates.map(({ target }) => target)).toEqual(
    expect.arrayContaining(
      ['DIRECT_MESSAGE', 'COMMENT'].map((eventType) => ({ eventType, callbackUrl: world.door.url })),
    ),
  );
  expect(updates).toHaveLength(2);
});

test('CON-21: as long as TikTok does not take the event subscription, Finish Setup connects nothing and can be repeated', async () => {
  const owner = person();
  const { authorizeUrl, connectionId } = await world.start(owner);
  await world.complete(owner, await consent(authorizeUrl));
  await world.control.fault({ kind: 'http_error', endpoint: '/business/webhook/list/' });
  await expect(world.finish(owner, connectionId)).rejects.toEqual(refused('tiktok_unreachable'));
  expect(await world.channels(owner)).toEqual([]);
  await world.control.clearFaults();
  expect((await world.finish(owner, connectionId)).channels).toHaveLength(2);
});

test('ACC-15: a free plan cannot connect', async () => {
  const asked = { sessionId: 's', plan: 'free' } as const;
  await expect(world.harness.ask(ConnectStart, asked, person())).rejects.toEqual(refused('plan_not_allowed'));
});

test.each(['agent', 'supervisor'] as const)('ACC-03: a role of %s may not connect, finish or look', async (role) => {
  const owner = person();
  const { connectionId, authorizeUrl } = await world.start(owner);
  const other = { ...owner, role };
  await expect(world.start(other)).rejects.toEqual(refused('forbidden'));
  await expect(world.complete(other, await consent(authorizeUrl))).rejects.toEqual(refused('forbidden'));
  await expect(world.finish(other, connectionId)).rejects.toEqual(refused('forbidden'));
  await expect(world.harness.ask(ConnectStatus, { connectionId }, other)).rejects.toEqual(refused('forbidden'));
  expect((await world.start({ ...owner, role: 'admin' })).connectionId).toBeDefined();
});

describe('CON-40: the state value', () => {
  test('works once', async () => {
    const owner = person();
    const redirect = await consent((await world.start(owner)).authorizeUrl);
    await world.complete(owner, redirect);
    await expect(world.complete(owner, redirect)).rejects.toEqual(refused('state_invalid'));
  });

  test('works once even when both redirects come at the same time', async () => {
    const owner = person();
    const redirect = await consent((await world.start(owner)).authorizeUrl);
    const outcomes = await Promise.allSettled([world.complete(owner, redirect), world.complete(owner, redirect)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('is refused when it is unknown', async () => {
    const { code, scopes } = await consent((await world.start(person())).authorizeUrl);
    const redirect = { state: 'made-up', ...(code && { code }), ...(scopes && { scopes }) };
    await expect(world.complete(person(), redirect)).rejects.toEqual(refused('state_invalid'));
  });

  test('is refused from another session, person or workspace, and stays good for its own', async () => {
    const owner = person();
    const redirect = await consent((await world.start(owner)).authorizeUrl);
    const colleague = person(owner.workspaceId);
    const stranger = { ...owner, workspaceId: newId() };
    await expect(world.complete(owner, redirect, 'session-2')).rejects.toEqual(refused('state_invalid'));
    await expect(world.complete(colleague, redirect)).rejects.toEqual(refused('state_invalid'));
    await expect(world.complete(stranger, redirect)).rejects.toEqual(refused('state_invalid'));
    expect(await world.complete(owner, redirect)).toMatchObject({ username: 'sim.store' });
  });

  test('is refused after 10 minutes', async () => {
    const owner = person();
    const { authorizeUrl, connectionId } = await world.start(owner);
    const redirect = await consent(authorizeUrl);
    await world.advance(10 * MINUTE_MS);
    await expect(world.complete(owner, redirect)).rejects.toEqual(refused('state_invalid'));
    expect(await world.harness.ask(ConnectStatus, { connectionId }, owner)).toMatchObject({ state: 'expired' });
  });

  test('is kept as a digest', async () => {
    const { authorizeUrl } = await world.start(person());
    const state = new URL(authorizeUrl).searchParams.get('state') ?? '';
    const [row] = await world.harness.sql<{ text: string }>(
      `SELECT string_agg(c::text, ' ') AS text FROM channels.connections c`,
    );
    expect(state.length).toBeGreaterThan(40);
    expect(row?.text).not.toContain(state);
  });
});

test('CON-40: another workspace cannot finish or see an attempt', async () => {
  const owner = person();
  const { authorizeUrl, connectionId } = await world.start(owner);
  await world.complete(owner, await consent(authorizeUrl));
  await expect(world.finish(person(), connectionId)).rejects.toEqual(refused('not_found'));
  await expect(world.harness.ask(ConnectStatus, { connectionId }, person())).rejects.toEqual(refused('not_found'));
});

test('CON-39: cancelling on TikTok creates nothing, says so and allows another try', async () => {
  const owner = person();
  const { authorizeUrl, connectionId } = await world.start(owner);
  const redirect = await consent(authorizeUrl, { decision: 'cancel' });
  expect(redirect.error).toBe('access_denied');
  await expect(world.complete(owner, redirect)).rejects.toEqual(refused('consent_refused'));
  expect(await world.harness.ask(ConnectStatus, { connectionId }, owner)).toMatchObject({
    state: 'failed',
    failure: { code: 'consent_refused' },
  });
  await expect(world.finish(owner, connectionId)).rejects.toEqual(refused('state_invalid'));
  expect((await world.connect(owner)).channels).toHaveLength(2);
});

test('REC-27, ACC-09: without messages only Feed is connected and Messenger says why', async () => {
  const { channels } = await world.connect(person(), { without: messages });
  expect(channels).toMatchObject([
    { type: 'tiktok_messenger', state: 'disconnected', notices: [{ code: 'permission_missing' }] },
    { type: 'tiktok_feed', state: 'connected', notices: [] },
  ]);
});

test.each([{ without: comments }, { without: ['video.list'] }, { without: ['comment.list.manage'] }])(
  'REC-27, ACC-09: without $without only Messenger is connected',
  async (choice) => {
    const { channels } = await world.connect(person(), choice);
    expect(channels).toMatchObject([
      { type: 'tiktok_messenger', state: 'connected', notices: [] },
      { type: 'tiktok_feed', state: 'disconnected', notices: [{ code: 'permission_missing' }] },
    ]);
  },
);

test('REC-27, CON-39: with neither messages nor comments there is nothing to connect', async () => {
  const { authorizeUrl } = await world.start(person());
  const redirect = await consent(authorizeUrl, { without: [...messages, ...comments] });
  const refusal = { code: 'consent_refused', details: { missing: ['messages', 'comments'] } };
  await expect(world.complete(person(), redirect)).rejects.toEqual(refused('state_invalid'));
  const owner = person();
  const again = await consent((await world.start(owner)).authorizeUrl, { without: [...messages, ...comments] });
  await expect(world.complete(owner, again)).rejects.toMatchObject(refusal);
});

test('REC-27: without the profile both are connected, named by the account id, with a warning', async () => {
  const { channels } = await world.connect(person(), { without: profile });
  const expected = {
    state: 'connected',
    account: { username: seedIds.businessAccount, displayName: null },
    notices: [{ code: 'profile_missing' }],
  };
  expect(channels).toMatchObject([expected, expected]);
});

test('ACC-01: a personal account is refused', async () => {
  const owner = person();
  const { authorizeUrl } = await world.start(owner);
  const redirect = await consent(authorizeUrl, { account: 'sim.person' });
  await expect(world.complete(owner, redirect)).rejects.toEqual(refused('account_not_business'));
  expect(
    await world.harness.sql('SELECT 1 FROM channels.pending_tokens WHERE workspace_id = $1', [owner.workspaceId]),
  ).toHaveLength(0);
});

test('ACC-10: where TikTok has no messaging API, Messenger stays disconnected and says why', async () => {
  const { channels } = await world.connect(person(), { account: 'sim.berlin' });
  expect(channels).toMatchObject([
    { type: 'tiktok_messenger', state: 'disconnected', notices: [{ code: 'region_not_supported' }] },
    { type: 'tiktok_feed', state: 'connected', notices: [] },
  ]);
});

test('an account that is connected in another workspace is refused, until it is disconnected there', async () => {
  await world.connect(person());
  const owner = person();
  const redirect = await consent((await world.start(owner)).authorizeUrl);
  await expect(world.complete(owner, redirect)).rejects.toEqual(refused('account_taken'));
});

test('two workspaces that finish with the same account at once: one gets it', async () => {
  const owners = [person(), person()];
  const ready = await Promise.all(
    owners.map(async (owner) => {
      const { authorizeUrl } = await world.start(owner);
      const { connectionId } = await world.complete(owner, await consent(authorizeUrl));
      return { owner, connectionId };
    }),
  );
  const outcomes = await Promise.allSettled(ready.map(({ owner, connectionId }) => world.finish(owner, connectionId)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes).toContainEqual({ status: 'rejected', reason: refused('account_taken') });
});

test('a code whose exchange got no answer fails the attempt and leaves the next one free', async () => {
  const owner = person();
  const { authorizeUrl, connectionId } = await world.start(owner);
  const redirect = await consent(authorizeUrl);
  await world.control.fault({ kind: 'lost_response', endpoint: '/tt_user/oauth2/token/', count: 1 });
  await expect(world.complete(owner, redirect)).rejects.toEqual(refused('tiktok_unreachable'));
  expect(await world.harness.ask(ConnectStatus, { connectionId }, owner)).toMatchObject({ state: 'failed' });
  expect((await world.connect(owner)).channels).toHaveLength(2);
});

test('OPEN-19: an authorization that nobody finished is dropped after 24 hours, its tokens with it', async () => {
  const owner = person();
  const { authorizeUrl, connectionId } = await world.start(owner);
  await world.complete(owner, await consent(authorizeUrl));
  await world.advance(24 * 60 * MINUTE_MS);
  expect(await world.harness.ask(ConnectStatus, { connectionId }, owner)).toMatchObject({ state: 'expired' });
  await expect(world.finish(owner, connectionId)).rejects.toEqual(refused('state_invalid'));
  expect(await world.channels(owner)).toEqual([]);
});
