import {
  type Actor,
  type AnswerOf,
  ChannelDisconnect,
  ChannelHealth,
  ChannelPreFlight,
  ConsentEnding,
  HealingGet,
  IntakeGet,
} from '@duet/contracts';
import { until } from '@duet/testing';
import { openWorld, person, type World } from '../../test/world.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.boot();
});
afterEach(() => world.close());

const look = (actor: Actor, id: string): Promise<AnswerOf<typeof ChannelHealth>> =>
  world.harness.ask(ChannelHealth, { id }, actor, { deadlineMs: 10_000 });

const intake: AnswerOf<typeof IntakeGet> = {
  last: { eventAt: '2026-11-22T04:00:00.000Z', receivedAt: '2026-11-22T04:00:02.000Z', lagMs: 2_000 },
  refused: 3,
  stale: 2,
  unrouted: 1,
  excludedRegion: 4,
  strangersByList: { count: 1, lastAt: '2026-11-22T04:00:00.000Z' },
};

async function connected() {
  const owner = person();
  const [messenger, feed] = (await world.connect(owner)).channels;
  if (!messenger || !feed) throw new Error('two channels are connected');
  return { owner, messenger, feed };
}

test('the health of a channel tells access, consent, webhooks and what is left of the rate budget', async () => {
  const { owner, messenger } = await connected();
  await until('the webhooks were looked at', async () => (await look(owner, messenger.id)).webhooks.checkedAt !== null);
  const health = await look({ ...owner, role: 'agent' }, messenger.id);
  expect(health).toMatchObject({ channelId: messenger.id, state: 'connected', notices: [], webhooks: { fault: null } });
  expect(health.consent?.daysLeft).toBe(365);
  const [obtained, renews, expires] = [health.access?.obtainedAt, health.access?.renewsAt, health.access?.expiresAt];
  expect(Date.parse(renews ?? '') - Date.parse(obtained ?? '')).toBeGreaterThanOrEqual(12 * 60 * MINUTE_MS);
  expect(Math.round((Date.parse(expires ?? '') - Date.parse(obtained ?? '')) / MINUTE_MS)).toBe(24 * 60);
  expect(health.budget.endpoints.map(({ endpoint }) => endpoint)).toContain('/business/message/conversation/list/');
  expect(health.budget.endpoints.every(({ closedByTikTok }) => !closedByTikTok)).toBe(true);
});

test('what came in and what was healed is asked of ingestion; while it does not answer the rest is told', async () => {
  const { owner, messenger } = await connected();
  expect(await look(owner, messenger.id)).toMatchObject({ intake: null, healing: null });
  await world.harness.answer(IntakeGet, () => Promise.resolve(intake));
  await world.harness.answer(HealingGet, ({ id }) =>
    Promise.resolve({
      channelId: id,
      state: 'waiting',
      sweptUntil: '2026-11-22T04:00:00.000Z',
      nextAt: '2026-11-22T04:10:00.000Z',
      last: null,
      found: 5,
      failure: null,
      gaps: [{ kind: 'replies', threadId: '1', from: '2026-11-22T03:00:00.000Z', to: '2026-11-22T04:00:00.000Z' }],
    }),
  );
  expect(await look(owner, messenger.id)).toMatchObject({ intake, healing: { found: 5, gaps: 1, lastFound: null } });
});

test('ACC-19: messages of strangers that only the lists brought are a sign that they wait as requests', async () => {
  const { owner, messenger } = await connected();
  await world.harness.answer(IntakeGet, () => Promise.resolve(intake));
  const { checks } = await world.harness.ask(ChannelPreFlight, { id: messenger.id }, owner, { deadlineMs: 20_000 });
  expect(checks.find(({ check }) => check === 'message_privacy')).toMatchObject({
    status: 'warning',
    code: 'messages_wait_in_requests',
  });
});

test('TikTok\'s "too often" shows in the budget', async () => {
  const { owner, messenger } = await connected();
  await world.harness.sql(
    `SELECT tiktok_budget.close('7600000000000000001', open_id, '/business/message/send/', now()) FROM channels.accounts`,
  );
  const { budget } = await look(owner, messenger.id);
  expect(budget.endpoints.find(({ endpoint }) => endpoint === '/business/message/send/')?.closedByTikTok).toBe(true);
});

test('a disconnected channel has no access to tell of', async () => {
  const { owner, messenger, feed } = await connected();
  await world.harness.ask(ChannelDisconnect, { id: messenger.id }, owner);
  await world.harness.ask(ChannelDisconnect, { id: feed.id }, owner);
  await until('the consent is revoked', async () => (await look(owner, feed.id)).access === null);
  expect((await look(owner, feed.id)).state).toBe('disconnected');
});

test('H21: a stranger is told nothing', async () => {
  const { feed } = await connected();
  await expect(look(person(), feed.id)).rejects.toMatchObject({ code: 'not_found' });
});

test("a consent's end is announced a month ahead, again as it comes nearer, and no more after a new consent", async () => {
  const { owner, messenger, feed } = await connected();
  const announced = () => world.harness.published(ConsentEnding).map(({ data }) => data.daysLeft);
  const noticed = async () => (await world.channels(owner)).map(({ notices }) => notices.map(({ code }) => code));
  await world.harness.sql(`UPDATE channels.accounts SET consent_ends_at = now() + interval '31 days'`);
  expect(await noticed()).toEqual([[], []]);
  await world.harness.sql(`UPDATE channels.accounts SET consent_ends_at = consent_ends_at - interval '36 hours'`);
  await until('it is announced', () => Promise.resolve(announced().length === 1), 30_000);
  expect(await noticed()).toEqual([['consent_ends'], ['consent_ends']]);
  expect((await look(owner, feed.id)).consent?.daysLeft).toBe(30);
  await world.harness.sql(`UPDATE channels.accounts SET consent_ends_at = now() + interval '2 days 20 hours'`);
  await until('it is announced again, once', () => Promise.resolve(announced().length === 2), 30_000);
  expect(announced()).toEqual([30, 3]);
  await world.connect(owner, {}, messenger.id);
  expect(await noticed()).toEqual([[], []]);
  expect(Date.parse((await look(owner, feed.id)).consent?.endsAt ?? '') - Date.now()).toBeGreaterThan(364 * DAY_MS);
}, 90_000);
