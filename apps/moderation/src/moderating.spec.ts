import { until } from '@duet/testing';
import { openWorld, type World } from '../test/world.ts';

const hide = '/business/comment/hide/';
const MINUTE_MS = 60_000;

let world: World;
let startedAt: number;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

beforeEach(() => {
  startedAt = Date.now();
});

afterEach(async () => {
  await world.simulator.control.clearFaults();
  world.lender.refusal = null;
  await world.moveClocks(0);
});

const callsNow = () => world.calls('hide', startedAt);

test('MOD-18: a hide is pending until TikTok reports it, and TikTok is asked once', async () => {
  const comment = await world.comment();
  await world.moderate(comment, 'hide');
  await world.untilNews(comment, { confirmed: 'hidden', pending: null, failure: null });
  const news = world.news(comment);
  expect(news[0]).toMatchObject({ confirmed: null, pending: 'hide', version: 1 });
  expect(news.map(({ version }) => version)).toEqual(news.map((_, index) => index + 1));
  expect(await world.effects(comment)).toEqual([{ kind: 'comment.hide', changed: true }]);
});

test('MOD-14, MOD-20: hide and unhide stand in the audit with actor and result', async () => {
  const comment = await world.comment();
  await world.moderate(comment, 'hide');
  await world.untilNews(comment, { confirmed: 'hidden', pending: null });
  await world.moderate(comment, 'unhide');
  await world.untilNews(comment, { confirmed: 'public', pending: null });
  expect(await world.audit(comment)).toEqual([
    { action: 'hide', actor: 'Ada', result: 'confirmed', reason: null },
    { action: 'unhide', actor: 'Ada', result: 'confirmed', reason: null },
  ]);
});

test('MOD-21: the same command twice makes one call, and both are answered', async () => {
  const comment = await world.comment();
  await world.simulator.control.fault({ kind: 'latency', endpoint: hide, count: 1, ms: 200 });
  await world.moderate(comment, 'hide');
  await world.moderate(comment, 'hide');
  await world.untilNews(comment, { confirmed: 'hidden', pending: null });
  await world.moderate(comment, 'hide');
  await until('the third is answered', async () => (await world.audit(comment))[2]?.result === 'in_effect');
  await world.harness.drained();
  expect(world.last(comment)).toMatchObject({ confirmed: 'hidden', pending: null });
  expect(await callsNow()).toBe(1);
  expect((await world.audit(comment)).map(({ result }) => result)).toEqual(['confirmed', 'confirmed', 'in_effect']);
});

test('a lost answer is asked for again and ends in what was wished for', async () => {
  const comment = await world.comment();
  await world.simulator.control.fault({ kind: 'drop_webhook', event: 'comment.update' });
  await world.simulator.control.fault({ kind: 'lost_response', endpoint: hide, count: 1 });
  await world.moderate(comment, 'hide');
  await until('the second call', async () => (await world.effects(comment)).length === 2);
  expect(await world.effects(comment)).toEqual([
    { kind: 'comment.hide', changed: true },
    { kind: 'comment.hide', changed: false },
  ]);
  await world.moveClocks(3 * MINUTE_MS);
  await world.untilNews(comment, { confirmed: 'hidden', pending: null, failure: null });
});

test('where the report overtakes the answer there is nothing left to call', async () => {
  const comment = await world.comment();
  await world.simulator.control.fault({ kind: 'lost_response', endpoint: hide, count: 1, ms: 1_000 });
  await world.moderate(comment, 'hide');
  await world.untilNews(comment, { confirmed: 'hidden', pending: null });
  await until('the lease is over', async () => {
    const rows = await world.harness.sql(
      'SELECT 1 FROM moderation.comments WHERE comment_id = $1 AND leased_until IS NULL',
      [comment],
    );
    return rows.length === 1;
  });
  expect(await world.effects(comment)).toEqual([{ kind: 'comment.hide', changed: true }]);
});

test('server errors, broken answers and rate limits are tried again', async () => {
  const comment = await world.comment();
  await world.simulator.control.fault({ kind: 'http_error', endpoint: hide, count: 1, status: 503, html: true });
  await world.simulator.control.fault({ kind: 'refuse', endpoint: hide, count: 1, code: 40100 });
  await world.moderate(comment, 'hide');
  await until('two failures', async () => (await callsNow()) === 2);
  await world.moveClocks(MINUTE_MS);
  await world.untilNews(comment, { confirmed: 'hidden', pending: null, failure: null });
  expect(await callsNow()).toBe(3);
  expect(await world.effects(comment)).toHaveLength(1);
});

test("MOD-19: TikTok's refusal undoes the pending state and names the reason", async () => {
  const comment = await world.comment();
  await world.simulator.control.fault({ kind: 'refuse', endpoint: hide, count: 1, code: 40001 });
  await world.moderate(comment, 'hide');
  const failure = {
    action: 'hide' as const,
    code: 'tiktok_40001',
    reason:
      'TikTok does not permit this to the account or to this app. Ask an admin whether all permissions were granted; if they were, do it in the TikTok app.',
  };
  await world.untilNews(comment, { confirmed: null, pending: null, failure });
  expect(await callsNow()).toBe(1);
  expect((await world.audit(comment))[0]).toMatchObject({
    result: 'refused',
    reason: `tiktok_40001: ${failure.reason}`,
  });
  await world.moderate(comment, 'hide');
  await world.untilNews(comment, { confirmed: 'hidden', pending: null, failure: null });
});

test('a newer wish replaces the one on its way, though it came first', async () => {
  const comment = await world.comment();
  const at = Date.now();
  await world.simulator.control.fault({ kind: 'latency', endpoint: hide, count: 1, ms: 300 });
  await world.moderate(comment, 'unhide', { occurredAt: new Date(at) });
  await world.moderate(comment, 'hide', { occurredAt: new Date(at - 1_000) });
  await world.moderate(comment, 'hide', { occurredAt: new Date(at + 1_000) });
  await world.untilNews(comment, { confirmed: 'hidden', pending: null });
  expect((await world.audit(comment)).map(({ action, result }) => `${action} ${result}`)).toEqual([
    'hide superseded',
    'unhide superseded',
    'hide confirmed',
  ]);
});

test('a refused token is renewed once', async () => {
  const comment = await world.comment();
  await world.simulator.control.expireTokens('sim.store', 'access');
  await world.moderate(comment, 'hide');
  await world.untilNews(comment, { confirmed: 'hidden', pending: null });
  expect(await callsNow()).toBe(2);
  expect(await world.effects(comment)).toHaveLength(1);
});

test('without access to the account an action stays pending and goes on once there is access', async () => {
  const comment = await world.comment();
  await world.simulator.control.expireTokens('sim.store', 'access');
  world.lender.refusal = 'needs_reconnecting';
  const asked = world.lender.asked;
  await world.moderate(comment, 'hide');
  await until('the token was asked for', () => Promise.resolve(world.lender.asked > asked));
  await world.untilNews(comment, { pending: 'hide', failure: null });
  expect(await world.effects(comment)).toEqual([]);
  world.lender.refusal = null;
  await world.moveClocks(2 * MINUTE_MS);
  await world.untilNews(comment, { confirmed: 'hidden', pending: null });
});

test('OPEN-17: without a webhook the list is read at 2 and 10 minutes and then each hour', async () => {
  const comment = await world.comment();
  await world.simulator.control.fault({ kind: 'drop_webhook', event: 'comment.update' });
  await world.simulator.control.settings({ visibilityDelay: { min: 600_000, max: 600_000 } });
  await world.moderate(comment, 'hide');
  await world.accepted(comment);
  const reads = () => world.calls('list', startedAt);
  for (const [minutes, count] of [
    [3, 1],
    [9, 1],
    [11, 2],
    [70, 2],
    [72, 3],
  ] as const) {
    await world.moveClocks(minutes * MINUTE_MS);
    await until(`${count} looks after ${minutes} minutes`, async () => (await reads()) >= count);
    expect(await reads()).toBe(count);
    await world.untilNews(comment, { confirmed: 'public', pending: 'hide', failure: null });
  }
  await world.simulator.control.settings({ visibilityDelay: { min: 0, max: 0 } });
  expect(await callsNow()).toBe(1);
});

test('a look finds what the webhook should have told', async () => {
  const comment = await world.comment();
  await world.simulator.control.fault({ kind: 'drop_webhook', event: 'comment.update' });
  await world.moderate(comment, 'hide');
  await world.accepted(comment);
  await world.moveClocks(2.5 * MINUTE_MS);
  await world.untilNews(comment, { confirmed: 'hidden', pending: null });
  expect((await world.audit(comment))[0]?.result).toBe('confirmed');
});

test('H17: two replicas share a burst without ever being too fast for TikTok, and each comment is hidden once', async () => {
  await world.simulator.control.settings({ appQps: 10, accountEndpointQpm: 40 });
  await world.boot();
  const comments = await Promise.all(Array.from({ length: 14 }, (_, index) => world.comment(`Spam ${index}`)));
  await Promise.all(comments.map((comment) => world.moderate(comment, 'hide')));
  for (const comment of comments) {
    await world.untilNews(comment, { confirmed: 'hidden', pending: null });
    const hidden = (await world.effects(comment)).filter(({ changed }) => changed);
    expect(hidden).toEqual([{ kind: 'comment.hide', changed: true }]);
  }
  const requests = await world.simulator.control.requests({ since: startedAt });
  expect(requests.filter(({ code }) => code === 40100)).toEqual([]);
});

describe('MOD-17: deleting', () => {
  const path = '/business/comment/delete/';

  /** A comment of the account itself, once TikTok has told that it shows it. */
  const shown = async () => {
    const comment = await world.ownComment();
    await world.untilNews(comment, { confirmed: 'public', pending: null });
    return comment;
  };

  test('MOD-20: is pending until TikTok reports it, final, in the audit, and nothing moderates the comment afterwards', async () => {
    const comment = await shown();
    await world.moderate(comment, 'delete');
    await world.untilNews(comment, { confirmed: 'deleted', pending: null, failure: null });
    expect(world.news(comment)).toContainEqual(expect.objectContaining({ pending: 'delete' }));
    await world.moderate(comment, 'hide');
    await until('the hide is answered', async () => (await world.audit(comment)).length === 2);
    await world.harness.drained();
    expect(await world.audit(comment)).toEqual([
      { action: 'delete', actor: 'Ada', result: 'confirmed', reason: null },
      { action: 'hide', actor: 'Ada', result: 'comment_deleted', reason: null },
    ]);
    expect(await world.effects(comment)).toMatchObject([{ kind: 'comment.delete' }]);
  });

  test('MOD-21: a deletion whose answer and report were lost is asked for again, and that nothing is left is its proof', async () => {
    const comment = await shown();
    await world.simulator.control.fault({ kind: 'drop_webhook', event: 'comment.update' });
    await world.simulator.control.fault({ kind: 'lost_response', endpoint: path, count: 1 });
    await world.moderate(comment, 'delete');
    await until('the second call', async () => (await world.calls('delete', startedAt)) === 2);
    await world.accepted(comment);
    await world.moveClocks(3 * MINUTE_MS);
    await world.untilNews(comment, { confirmed: 'deleted', pending: null, failure: null });
    expect(await world.effects(comment)).toMatchObject([{ kind: 'comment.delete' }]);
  });

  test("MOD-04, MOD-19: TikTok's refusal to delete a customer's comment ends the wish with its reason", async () => {
    const comment = await world.comment();
    await world.moderate(comment, 'delete');
    await world.untilNews(comment, { confirmed: null, pending: null });
    expect(world.last(comment)?.failure).toMatchObject({ action: 'delete', code: 'tiktok_40001' });
    expect(await world.effects(comment)).toEqual([]);
  });
});
