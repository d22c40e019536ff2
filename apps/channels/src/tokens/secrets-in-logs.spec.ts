import { LOGGER } from '@duet/service-kit';
import { until } from '@duet/testing';
import { CLIENT_SECRET, consent, openWorld, person, SEALING_KEY, type World } from '../../test/world.ts';

let world: World;
const written: string[] = [];

/** The stream behind a pino logger: what goes into it is what operators would read. */
function streamOf(logger: object): { write: (line: string) => unknown } {
  const symbol = Object.getOwnPropertySymbols(logger).find(({ description }) => description === 'pino.stream');
  if (!symbol) throw new Error('the logger has no stream');
  return Reflect.get(logger, symbol);
}

beforeAll(async () => {
  world = await openWorld();
  const { app } = await world.boot({ LOG_LEVEL: 'info' });
  streamOf(app.get(LOGGER)).write = (line) => written.push(line);
});
afterAll(() => world.close());

test('no token, code, state or secret is logged, whatever goes wrong', async () => {
  const owner = person();
  const redirect = await consent((await world.start(owner)).authorizeUrl);
  const { connectionId } = await world.complete(owner, redirect);
  await expect(world.complete(owner, redirect)).rejects.toMatchObject({ code: 'state_invalid' });
  const [channel] = (await world.finish(owner, connectionId)).channels;
  const accountId = channel?.account.id ?? '';
  const { token } = await world.lease(owner, accountId);
  await world.control.fault({ kind: 'refuse', code: 40100, endpoint: '/tt_user/oauth2/refresh_token/', count: 1 });
  await expect(world.lease(owner, accountId, 1)).rejects.toMatchObject({ code: 'tiktok_unreachable' });
  await world.control.fault({ kind: 'lost_response', endpoint: '/tt_user/oauth2/refresh_token/', count: 1 });
  await expect(world.lease(owner, accountId, 1)).rejects.toMatchObject({ code: 'needs_reconnecting' });
  const said = (text: string) => Promise.resolve(written.join('').includes(text));
  await until('the end of the access is logged', () => said('must be connected again'));

  const log = written.join('');
  expect(log).toContain('connection-state-refused');
  expect(log).toContain('a token could not be renewed');
  for (const secret of [token, redirect.code ?? token, redirect.state, CLIENT_SECRET, SEALING_KEY.slice(3)]) {
    expect(log).not.toContain(secret);
  }
  expect(log).not.toMatch(/act\.SIM|rft\.SIM|sim_code_/);
});
