import { operations } from '@duet/contracts';
import { z } from 'zod';
import { openWorld, person, type World } from '../../test/world.ts';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
});
afterEach(() => world.close());

test("ACC-04, CON-11: the login is typed on TikTok's own page, and only where the browser is not logged in", async () => {
  await world.control.settings({ askForLogin: true });
  const owner = person();
  const { authorizeUrl } = await world.start(owner);
  expect(new URL(authorizeUrl).origin).toBe(world.simulator.url);
  const page = await (await fetch(authorizeUrl)).text();
  expect(page).toContain('Log in to TikTok');
  expect(page).not.toContain('role="switch"');
  const action = /action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(new URL(action, authorizeUrl).origin).toBe(world.simulator.url);

  const login = new URLSearchParams({ decision: 'login', username: 'sim.store', password: 'only TikTok knows' });
  const welcome = await fetch(authorizeUrl, { method: 'POST', body: login, redirect: 'manual' });
  const cookie = welcome.headers.get('set-cookie')?.split(';')[0] ?? '';
  const consent = await (await fetch(authorizeUrl, { headers: { cookie } })).text();
  expect(consent).not.toContain('Log in to TikTok');
  expect(consent).toContain('@sim.store');
  expect(consent).not.toContain('@sim.berlin');

  const scopes = [...consent.matchAll(/name="scope" value="([^"]+)"/g)].map(([, scope]): [string, string] => [
    'scope',
    scope ?? '',
  ]);
  const openId = /name="account" value="([^"]+)"/.exec(consent)?.[1] ?? '';
  const body = new URLSearchParams([['account', openId], ['decision', 'continue'], ...scopes]);
  const back = await fetch(authorizeUrl, { method: 'POST', body, headers: { cookie }, redirect: 'manual' });
  const told = Object.fromEntries(new URL(back.headers.get('location') ?? '').searchParams);
  expect(Object.keys(told).sort()).toEqual(['code', 'scopes', 'state']);
  const { connectionId } = await world.complete(owner, { state: '', ...told });
  expect((await world.finish(owner, connectionId)).channels).toHaveLength(2);
});

test('ACC-04: nothing of ours takes the login of a TikTok account', () => {
  const ours = operations.filter(({ path }) => path.startsWith('/channels'));
  const fields = ours.flatMap(({ asks }) => JSON.stringify(z.toJSONSchema(asks.request, { io: 'input' })));
  expect(fields.length).toBeGreaterThan(5);
  expect(fields.filter((schema) => /password|login|credential/i.test(schema))).toEqual([]);
});
