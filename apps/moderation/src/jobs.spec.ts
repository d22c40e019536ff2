import { CommentAccepted, newId } from '@duet/contracts';
import { until } from '@duet/testing';
import { openWorld, type World } from '../test/world.ts';

const hide = '/business/comment/hide/';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

afterEach(() => world.simulator.control.clearFaults());

const comments = (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, (_, place) => world.comment(`comment ${place}`)));

const accepted = (): { commentId: string; jobId: string }[] =>
  world.harness.published(CommentAccepted).map(({ data: { commentId, jobId } }) => ({ commentId, jobId }));

/** Comments in the order in which TikTok was asked to hide them. */
async function hidden(since: number): Promise<unknown[]> {
  const effects = (await world.simulator.control.ledger()).filter(({ kind }) => kind === 'comment.hide');
  return effects.map(({ target }) => target['commentId']).slice(since);
}

test('H16: what TikTok takes for a job is told, what a person asked for is not, and the audit has the job', async () => {
  const jobId = newId();
  const [ofJob = '', ofPerson = ''] = await comments(2);
  await world.moderate(ofJob, 'hide', { jobId });
  await world.moderate(ofPerson, 'hide');
  for (const comment of [ofJob, ofPerson]) await world.untilNews(comment, { confirmed: 'hidden', pending: null });
  await until('the acceptance is told', () => Promise.resolve(accepted().length === 1));
  await world.harness.drained();
  expect(accepted()).toEqual([{ commentId: ofJob, jobId }]);
  const audit = await world.harness.sql('SELECT comment_id, job_id FROM moderation.actions WHERE job_id IS NOT NULL');
  expect(audit).toEqual([{ comment_id: ofJob, job_id: jobId }]);
});

test('H17: a single hide by a person overtakes a job that fills the rate budget of its account', async () => {
  const before = (await hidden(0)).length;
  const jobId = newId();
  const many = await comments(14);
  const single = await world.comment('by a person');
  for (const comment of many) await world.moderate(comment, 'hide', { jobId });
  await until('the job waits for turns', async () => (await hidden(before)).length >= 5);
  await world.moderate(single, 'hide');
  await until('the hide of the person', async () => (await hidden(before)).includes(single));
  const order = await hidden(before);
  expect(order.indexOf(single)).toBeLessThan(12);
  expect(order.length).toBeLessThan(many.length);
});

test('H17: a single hide by a person does not wait for the slow calls of a job', async () => {
  const jobId = newId();
  const [slow = '', single = ''] = await comments(2);
  await world.simulator.control.fault({ kind: 'latency', endpoint: hide, count: 1, ms: 1_800 });
  const since = Date.now();
  await world.moderate(slow, 'hide', { jobId });
  await until('the slow call', async () => (await world.calls('hide', since)) >= 1);
  await world.moderate(single, 'hide');
  await world.untilNews(single, { confirmed: 'hidden', pending: null });
  expect(world.last(slow)).toMatchObject({ pending: 'hide' });
});
