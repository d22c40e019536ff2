import { type Actor, type AnswerOf, ChannelDisconnect, ChannelPreFlight, newId } from '@duet/contracts';
import { until } from '@duet/testing';
import { type Choice, CLIENT_SECRET, openWorld, person, type World } from '../../test/world.ts';

const APP = '7600000000000000001';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
});
afterEach(() => world.close());

type View = AnswerOf<typeof ChannelPreFlight>;

const look = (actor: Actor, id: string | null): Promise<View> =>
  world.harness.ask(ChannelPreFlight, { id }, actor, { deadlineMs: 20_000 });

/** Everything that is not as it should be. */
const faults = ({ checks }: View): string[] =>
  checks.filter(({ status }) => status !== 'ok').map(({ check, status, code }) => `${check} ${status}: ${code}`);

const UNKNOWABLE = 'message_privacy unknown: message_privacy_unknown';

async function connected(choice: Choice = {}) {
  const owner = person();
  const [messenger, feed] = (await world.connect(owner, choice)).channels;
  if (!messenger || !feed) throw new Error('two channels are connected');
  return { owner, messenger, feed };
}

async function register(callbackUrl: string): Promise<void> {
  for (const event_type of ['DIRECT_MESSAGE', 'COMMENT']) {
    await fetch(`${world.simulator.url}/open_api/v1.3/business/webhook/update/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ app_id: APP, secret: CLIENT_SECRET, event_type, callback_url: callbackUrl }),
    });
  }
}

test('an installation is examined before any account is connected', async () => {
  const view = await look(person(), null);
  expect(view.ready).toBe(true);
  expect(view.checks.map(({ check }) => check)).toEqual([
    'redirect_address',
    'app',
    'webhook_registration',
    'webhook_address',
  ]);
  expect(faults(view)).toEqual(['webhook_registration warning: webhook_not_registered']);
});

test('on a channel where all is well, only what TikTok tells nobody is left to a person (ACC-19)', async () => {
  const { owner, messenger, feed } = await connected();
  expect(faults(await look(owner, messenger.id))).toEqual([UNKNOWABLE]);
  expect(await look(owner, feed.id)).toMatchObject({ channelId: feed.id, ready: true });
  expect(faults(await look(owner, feed.id))).toEqual([]);
});

test('each finding names its cause and what to do', async () => {
  const { owner, messenger } = await connected();
  await world.control.withdraw('sim.store', ['message.list.send']);
  const view = await look(owner, messenger.id);
  expect(view.ready).toBe(false);
  expect(view.checks.find(({ check }) => check === 'messages')).toEqual({
    check: 'messages',
    status: 'failed',
    code: 'messages_missing',
    cause: 'The permission for messages is not given: TikTok Messenger neither receives nor sends.',
    fix: "Permissions are given on TikTok's page only: connect again and grant it there.",
  });
});

test("ACC-08: permissions that were taken back in TikTok's app are found, and what each of them turns off", async () => {
  const { owner, feed } = await connected();
  await world.control.withdraw('sim.store', ['comment.list', 'video.list', 'user.info.username']);
  expect(faults(await look(owner, feed.id))).toEqual([
    'comments failed: comments_missing',
    'videos failed: videos_missing',
    'profile warning: profile_missing',
  ]);
});

test('ACC-01: an account that was switched back to a personal one is found', async () => {
  const { owner, messenger } = await connected();
  await world.control.changeAccount('sim.store', { kind: 'PERSONAL' });
  expect(faults(await look(owner, messenger.id))).toEqual(['account_type failed: account_not_business', UNKNOWABLE]);
});

test('ACC-10: an account in a region without the messaging API is found, and its comments work', async () => {
  const { owner, messenger, feed } = await connected();
  await world.control.changeAccount('sim.store', { region: 'DE' });
  expect(faults(await look(owner, messenger.id))).toEqual(['region failed: region_not_supported', UNKNOWABLE]);
  expect(faults(await look(owner, feed.id))).toEqual([]);
});

test('without the permission for the profile the type of the account is unknown', async () => {
  const { owner, feed } = await connected({ without: ['user.account.type'] });
  expect(faults(await look(owner, feed.id))).toEqual([
    'account_type unknown: account_type_unknown',
    'profile warning: profile_missing',
  ]);
});

test('CON-43: an access that TikTok ended is found', async () => {
  const { owner, feed } = await connected();
  await world.control.expireTokens('sim.store', 'access');
  await world.control.expireTokens('sim.store', 'refresh');
  expect(faults(await look(owner, feed.id))[0]).toBe('access failed: needs_reconnecting');
});

test('a disconnected channel says so', async () => {
  const { owner, messenger, feed } = await connected();
  await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  await world.harness.ask(ChannelDisconnect, { id: feed.id }, owner);
  expect(faults(await look(owner, feed.id))[0]).toBe('access failed: channel_disconnected');
});

test('a TikTok that does not answer leaves unknown what only it can tell', async () => {
  const { owner, feed } = await connected();
  await world.control.fault({ kind: 'http_error' });
  const view = await look(owner, feed.id);
  expect(view.ready).toBe(true);
  expect(new Set(view.checks.filter(({ status }) => status !== 'ok').map(({ status }) => status))).toEqual(
    new Set(['unknown']),
  );
});

test('a secret that TikTok does not know, and one that our own door does not know, are told apart', async () => {
  world.door.secret = 'another secret';
  expect(faults(await look(person(), null))).toContain('webhook_address failed: webhook_secret_differs');
  world.door.secret = CLIENT_SECRET;
  await world.control.app({ clientSecret: 'changed on the portal' });
  expect(faults(await look(person(), null))).toEqual([
    'app failed: app_rejected',
    'webhook_registration unknown: app_rejected',
  ]);
});

test('a public address that TikTok would not send people back to is found', async () => {
  const other = await openWorld();
  try {
    await other.boot({ PUBLIC_URL: 'http://duet.example:8080' });
    const view = await other.harness.ask(ChannelPreFlight, { id: null }, person(), { deadlineMs: 20_000 });
    expect(faults(view)).toContain('redirect_address failed: redirect_unsuitable');
  } finally {
    await other.close();
  }
});

test('CON-21: after connecting, the service sends itself a signed delivery and looks where TikTok delivers to', async () => {
  const { owner } = await connected();
  await until('the door took the test', () => Promise.resolve(world.door.taken > 0));
  const codes = async () => (await world.channels(owner)).flatMap(({ notices }) => notices.map(({ code }) => code));
  expect(await codes()).toEqual([]);
  await register('https://other.example/webhooks/');
  await world.advance(3_600_000);
  await until('the cards say so', async () => (await codes()).join() === 'webhook_elsewhere,webhook_elsewhere', 30_000);
}, 60_000);

test('a registration that was deleted on TikTok is made again', async () => {
  await connected();
  await until('the door took the test', () => Promise.resolve(world.door.taken > 0));
  for (const event_type of ['DIRECT_MESSAGE', 'COMMENT']) {
    await fetch(`${world.simulator.url}/open_api/v1.3/business/webhook/delete/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ app_id: APP, secret: CLIENT_SECRET, event_type }),
    });
  }
  await world.advance(3_600_000);
  await until('the door took another test', () => Promise.resolve(world.door.taken > 1), 30_000);
  expect(await world.control.ledger({ kind: 'webhook.update' })).toHaveLength(4);
}, 60_000);

test('a card says that nothing arrives at our address, and the pre-flight too', async () => {
  await world.door.close();
  const { owner, feed } = await connected();
  expect(faults(await look(owner, feed.id))).toEqual(['webhook_address failed: webhook_unreachable']);
  await until('the card says so', async () =>
    (await world.channels(owner)).every(({ notices }) => notices.some(({ code }) => code === 'webhook_unreachable')),
  );
});

test('H21: a stranger, and who may not connect, learn nothing', async () => {
  const { feed, owner } = await connected();
  await expect(look(person(), feed.id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(look(person(), newId())).rejects.toMatchObject({ code: 'not_found' });
  await expect(look({ ...owner, role: 'agent' }, feed.id)).rejects.toMatchObject({ code: 'forbidden' });
});
