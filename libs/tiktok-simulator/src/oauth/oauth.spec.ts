import { authorizeUrl, decide, exchange, redirectUri, refresh } from '../../test/consent.ts';
import { account, appId, closeWorlds, openWorld, secret, type World } from '../../test/world.ts';

const scopes = ['user.info.basic', 'comment.list', 'message.list.read'];
const day = 86_400_000;
afterEach(closeWorlds);

async function consent(world: World, granted = scopes): Promise<string> {
  const form = granted.map((scope): [string, string] => ['scope', scope]);
  const { target } = await decide(authorizeUrl(world, scopes.join(',')), [
    ['decision', 'continue'],
    ['account', account],
    ...form,
  ]);
  return target.searchParams.get('code') ?? '';
}

test('ACC-05: the consent page lists the accounts and each permission with its own switch', async () => {
  const world = await openWorld();
  const page = await (await fetch(authorizeUrl(world, scopes.join(',')))).text();
  expect(page.match(/role="switch"/g)).toHaveLength(3);
  expect(page).toContain('@sim.store');
  expect(page).toContain('Personal account');
  expect(page).toContain('no messaging API in this region');
});

test('continuing sends the browser back with code, granted scopes and state', async () => {
  const world = await openWorld();
  const { target } = await decide(authorizeUrl(world, scopes.join(',')), [
    ['decision', 'continue'],
    ['account', account],
    ['scope', 'comment.list'],
  ]);
  expect(`${target.origin}${target.pathname}`).toBe(redirectUri);
  expect(target.searchParams.get('scopes')).toBe('comment.list');
  expect(target.searchParams.get('state')).toBe('s1');
  const { data } = await exchange(world, target.searchParams.get('code') ?? '');
  expect(data).toMatchObject({ open_id: account, scope: 'comment.list', expires_in: 86_400, token_type: 'Bearer' });
});

test('cancelling sends the browser back with access_denied and the state', async () => {
  const world = await openWorld();
  const { target } = await decide(authorizeUrl(world, scopes.join(',')), [['decision', 'cancel']]);
  expect(Object.fromEntries(target.searchParams)).toMatchObject({ error: 'access_denied', state: 's1' });
});

test('a wrong client key, an unregistered redirect and a scope the app lacks end on an error page', async () => {
  const world = await openWorld();
  const statuses = [
    authorizeUrl(world, 'comment.list', { client_key: '1' }),
    authorizeUrl(world, 'comment.list', { redirect_uri: 'https://elsewhere.example/' }),
    authorizeUrl(world, 'comment.list,unknown.scope'),
  ].map(async (url) => (await fetch(url)).status);
  expect(await Promise.all(statuses)).toEqual([400, 400, 400]);
});

test('a browser that consented is bounced back at once, unless the consent is forced', async () => {
  const world = await openWorld();
  const url = authorizeUrl(world, 'comment.list');
  const { target, cookie } = await decide(url, [
    ['decision', 'continue'],
    ['account', account],
    ['scope', 'comment.list'],
  ]);
  await exchange(world, target.searchParams.get('code') ?? '');
  const again = (address: string) => fetch(address, { headers: { cookie }, redirect: 'manual' });
  expect((await again(url)).status).toBe(302);
  expect((await again(`${url}&disable_auto_auth=1`)).status).toBe(200);
});

test('redirect URLs follow the rules of the portal', async () => {
  const world = await openWorld({ settings: { allowLoopbackRedirect: false } });
  const register = (uri: string) => world.control.app({ redirectUris: [uri] });
  await register('https://duet.example/tiktok/callback/');
  for (const uri of [
    'http://127.0.0.1:3000/',
    'https://duet.example/callback',
    'https://duet.example:8443/',
    'https://duet.example/?a=1',
  ]) {
    await expect(register(uri)).rejects.toThrow('400');
  }
});

test('a code works once, for ten minutes, with its own redirect and the right secret', async () => {
  const world = await openWorld();
  const code = await consent(world);
  expect((await exchange(world, code, { client_secret: 'wrong' })).code).toBe(40101);
  expect((await exchange(world, code, { redirect_uri: 'http://localhost:1/' })).code).toBe(40101);
  expect((await exchange(world, code)).code).toBe(0);
  expect((await exchange(world, code)).code).toBe(40131);
  const late = await consent(world);
  await world.control.clock({ advanceMs: 600_001 });
  expect((await exchange(world, late)).code).toBe(40131);
});

test('a refresh rotates: the old refresh token is dead at once, the old access token lives on', async () => {
  const world = await openWorld();
  const first = (await exchange(world, await consent(world))).data;
  const second = await refresh(world, first['refresh_token']);
  expect(second.code).toBe(0);
  expect((await refresh(world, first['refresh_token'])).code).toBe(40107);
  expect((await refresh(world, second.data['refresh_token'])).code).toBe(0);
  const query = { business_id: account };
  expect((await world.get('/business/get/', query, first['access_token'])).code).toBe(0);
  expect(await world.control.ledger({ kind: 'token.refresh' })).toHaveLength(2);
});

test('the knob keeps a rotated refresh token alive for a while', async () => {
  const world = await openWorld({ settings: { refreshGraceSeconds: 60 } });
  const { data } = await exchange(world, await consent(world));
  await refresh(world, data['refresh_token']);
  expect((await refresh(world, data['refresh_token'])).code).toBe(0);
  await world.control.clock({ advanceMs: 61_000 });
  expect((await refresh(world, data['refresh_token'])).code).toBe(40107);
});

test('access ends after 24 hours; refreshing ends a year after the consent, refreshed or not', async () => {
  const world = await openWorld();
  const first = (await exchange(world, await consent(world))).data;
  await world.control.clock({ advanceMs: day });
  expect((await world.get('/business/get/', { business_id: account }, first['access_token'])).code).toBe(40102);
  await world.control.clock({ advanceMs: 99 * day });
  const second = (await refresh(world, first['refresh_token'])).data;
  expect(second['refresh_token_expires_in']).toBeLessThanOrEqual(265 * 86_400);
  await world.control.clock({ advanceMs: 265 * day });
  expect((await refresh(world, second['refresh_token'])).code).toBe(40103);
});

test('revoking kills both tokens', async () => {
  const world = await openWorld();
  const { data } = await exchange(world, await consent(world));
  const body = { client_id: appId, client_secret: secret, access_token: data['access_token'] };
  expect(await world.post('/tt_user/oauth2/revoke/', body, '')).toMatchObject({ code: 0, data: {} });
  expect((await world.post('/tt_user/oauth2/revoke/', body, '')).code).toBe(40131);
  expect((await world.get('/business/get/', { business_id: account }, data['access_token'])).code).toBe(40105);
  expect((await refresh(world, data['refresh_token'])).code).toBe(40107);
});

test('token_info names the account and its scopes', async () => {
  const world = await openWorld();
  const { data } = await exchange(world, await consent(world));
  const info = await world.post('/tt_user/token_info/get/', { app_id: appId, access_token: data['access_token'] }, '');
  expect(info.data).toEqual({ app_id: appId, scope: scopes.join(','), creator_id: account });
});

test('missing, wrong, expired and foreign tokens have their own codes', async () => {
  const world = await openWorld();
  const read = (token: string, business_id: string = account) => world.get('/business/get/', { business_id }, token);
  expect((await read('')).code).toBe(40104);
  expect((await read('act.SIM.nobody')).code).toBe(40105);
  const { access_token } = await world.control.grant('sim.person');
  expect((await read(access_token)).code).toBe(40001);
  await world.control.expireTokens('sim.store', 'access');
  expect((await read(world.token)).code).toBe(40102);
});

test('ACC-09: a scope not granted refuses its endpoints with 40001, and profile fields with 40130', async () => {
  const world = await openWorld();
  const { access_token } = await world.control.grant('sim.store', ['user.info.basic']);
  const query = { business_id: account, video_id: '7640000000000000456' };
  expect((await world.get('/business/comment/list/', query, access_token)).code).toBe(40001);
  const fields = { business_id: account, fields: '["display_name","is_business_account"]' };
  expect((await world.get('/business/get/', fields, access_token)).code).toBe(40130);
});

test('permissions taken back in the app are gone from the tokens at once, the others stay', async () => {
  const world = await openWorld();
  const { data } = await exchange(world, await consent(world));
  await world.control.withdraw(account, ['comment.list']);
  const info = await world.post('/tt_user/token_info/get/', { app_id: appId, access_token: data['access_token'] }, '');
  expect(info.data['scope']).toBe('user.info.basic,message.list.read');
});
