import {
  type Actor,
  CommentModerate,
  type JobOrder,
  ModerationJobCancel,
  ModerationJobChanged,
  ModerationJobGet,
  ModerationJobList,
  ModerationJobPreview,
  ModerationJobStart,
  ModerationJobUndo,
  type ModerationJobView,
  newId,
} from '@duet/contracts';
import { until } from '@duet/testing';
import { ModerationStandIn } from '../../test/moderation-stand-in.ts';
import { ana, feed, World } from '../../test/world.ts';

const lea: Actor = { ...ana, id: newId(), name: 'Lea', role: 'supervisor' };

let world: World;
let moderation: ModerationStandIn;
let posts = 0;

beforeAll(async () => {
  world = await World.start();
  moderation = new ModerationStandIn(world.harness);
  await moderation.tellPace();
});

afterAll(() => world.harness.stop());

/** A post of its own with so many comments. */
async function post(count: number): Promise<{ videoId: string; comments: string[]; ids: Map<string, string> }> {
  posts += 1;
  const videoId = `76400000000000010${posts}`;
  const comments = Array.from({ length: count }, (_, place) => `comment ${place} of ${videoId}`);
  return { videoId, comments, ids: await world.flood(videoId, comments) };
}

const start = (order: JobOrder, actor = lea): Promise<ModerationJobView> =>
  world.harness.ask(ModerationJobStart, order, actor);
const get = (id: string): Promise<ModerationJobView> => world.harness.ask(ModerationJobGet, { id }, ana);
const moderateOne = (id: string, action: 'hide' | 'unhide') => world.harness.ask(CommentModerate, { id, action }, ana);

async function untilJob(id: string, expected: Partial<ModerationJobView['counts']>): Promise<ModerationJobView> {
  let job = await get(id);
  await until(`job with ${JSON.stringify(expected)}`, async () => {
    job = await get(id);
    return Object.entries(expected).every(([name, count]) =>
      Object.entries(job.counts).some(([n, c]) => n === name && c === count),
    );
  });
  return job;
}

/** A finished job that hid so many comments under a post of its own. */
async function finished(count: number) {
  const under = await post(count);
  const { id } = await start({ action: 'hide', filter: { videoId: under.videoId } });
  await moderation.fulfil(count);
  return { ...under, job: await untilJob(id, { done: count }) };
}

test('MOD-20: a job hides what a filter names, ten comments at a time, each with a command and an audit entry of its own', async () => {
  const { videoId, comments } = await post(25);
  const job = await start({ action: 'hide', filter: { videoId, channelId: feed } });
  expect(job).toMatchObject({ status: 'running', by: { name: 'Lea' }, counts: { total: 25, pending: 25 } });
  await moderation.fulfil(10);
  const underWay = await untilJob(job.id, { done: 10, pending: 15, underWay: 10 });
  expect(underWay.timeLeftMs).toBe(500 + 15 * 2_000);
  await moderation.fulfil(15);
  const ended = await untilJob(job.id, { done: 25, pending: 0 });
  expect(ended).toMatchObject({ status: 'finished', endedAt: expect.any(String), timeLeftMs: 0, failures: [] });

  const commands = moderation.commands().filter(({ jobId }) => jobId === job.id);
  expect(commands.map(({ commentId }) => commentId).toSorted()).toEqual(comments.toSorted());
  const audit = await world.harness.sql<{ action: string; actor_name: string; count: string }>(
    `SELECT action, actor_name, count(*) FROM ticketing.audit WHERE details->>'jobId' = $1 GROUP BY 1, 2 ORDER BY 1`,
    [job.id],
  );
  expect(audit).toEqual([
    { action: 'hide', actor_name: 'Lea', count: '25' },
    { action: 'moderation_job', actor_name: 'Lea', count: '1' },
  ]);
  await world.harness.drained();
  const told = world.harness.published(ModerationJobChanged).filter(({ data }) => data.job.id === job.id);
  expect(told.at(-1)?.data.job).toEqual(ended);
  expect(told.map(({ data }) => data.job.counts.done)).toEqual(
    told.map(({ data }) => data.job.counts.done).toSorted((a, b) => a - b),
  );
});

test('MOD-02: a preview tells how many comments would change, how many are so already, and why others cannot', async () => {
  const { ids, comments } = await post(4);
  const [hidden = '', gone = ''] = comments;
  await moderation.reports(hidden, 'hidden');
  await moderation.reports(gone, 'deleted');
  const conversation = await world.writes('somebody');
  const [message] = await world.thread(conversation);
  const order: JobOrder = { action: 'hide', commentIds: [...ids.values(), message?.id ?? '', newId(), newId()] };
  const preview = await world.harness.ask(ModerationJobPreview, order, lea);
  expect(preview).toMatchObject({ total: 7, toChange: 2, skipped: 1, timeLeftMs: 500 + 2 * 2_000 });
  expect(preview.refused.map(({ code, count }) => [code, count]).toSorted()).toEqual([
    ['comment_deleted', 1],
    ['not_a_comment', 1],
    ['not_found', 2],
  ]);
  expect(preview.refused.every(({ reason }) => reason.length > 10)).toBe(true);
  const byTicket: JobOrder = { action: 'hide', ticketIds: [conversation.id] };
  await expect(start(byTicket)).rejects.toMatchObject({ code: 'job_without_work' });

  const job = await start(order);
  await moderation.fulfil(2);
  expect(await untilJob(job.id, { pending: 0 })).toMatchObject({
    counts: { total: 7, done: 2, skipped: 1, failed: 4 },
    failures: expect.arrayContaining([expect.objectContaining({ code: 'not_found', count: 2 })]),
  });
});

test('what TikTok refuses is counted under its code, and the job goes on', async () => {
  const { videoId } = await post(3);
  const { id } = await start({ action: 'hide', filter: { videoId } });
  const [refused, ...others] = await moderation.next(3);
  if (refused) await moderation.refuse(refused, 'tiktok_40002', 'TikTok knows no such comment.');
  for (const command of others) await moderation.confirm(command);
  expect(await untilJob(id, { done: 2, failed: 1 })).toMatchObject({
    status: 'finished',
    failures: [{ code: 'tiktok_40002', reason: 'TikTok knows no such comment.', count: 1 }],
  });
});

test('a cancellation drops what was not sent, and what is under way ends', async () => {
  const { videoId } = await post(14);
  const { id } = await start({ action: 'hide', filter: { videoId } });
  await untilJob(id, { underWay: 10 });
  const stopping = await world.harness.ask(ModerationJobCancel, { id }, lea);
  expect(stopping).toMatchObject({ status: 'stopping', counts: { dropped: 4, pending: 10, underWay: 10 } });
  await moderation.fulfil(10);
  expect(await untilJob(id, { done: 10 })).toMatchObject({ status: 'cancelled', counts: { dropped: 4, pending: 0 } });
  await expect(world.harness.ask(ModerationJobCancel, { id }, lea)).rejects.toMatchObject({ code: 'job_ended' });
  expect(moderation.commands().filter(({ jobId }) => jobId === id)).toHaveLength(10);
});

test('an undo takes back what the job changed, and leaves alone what a person or TikTok has changed since', async () => {
  const { job, comments, ids } = await finished(5);
  const [byPerson = '', atTikTok = '', ...untouched] = comments;
  await moderateOne(ids.get(byPerson) ?? '', 'unhide');
  await moderation.fulfil(1);
  await moderateOne(ids.get(byPerson) ?? '', 'hide');
  await moderation.fulfil(1);
  await moderation.reports(atTikTok, 'public');
  await moderation.reports(atTikTok, 'hidden');
  await world.harness.drained();
  const undo = await world.harness.ask(ModerationJobUndo, { id: job.id }, lea);
  expect(undo).toMatchObject({ action: 'unhide', undoes: job.id, counts: { total: 3 } });
  await expect(world.harness.ask(ModerationJobUndo, { id: undo.id }, lea)).rejects.toMatchObject({
    code: 'job_running',
  });
  const commands = await moderation.fulfil(3);
  expect(commands.map(({ commentId }) => commentId).toSorted()).toEqual(untouched.toSorted());
  await untilJob(undo.id, { done: 3 });
  await expect(world.harness.ask(ModerationJobUndo, { id: job.id }, lea)).rejects.toMatchObject({
    code: 'job_without_work',
  });
});

test('what a person decides about a comment of a job that is under way stands above the job', async () => {
  const { videoId, comments, ids } = await post(2);
  const { id } = await start({ action: 'hide', filter: { videoId } });
  await moderation.next(2);
  const [overtaken = '', other = ''] = comments;
  await moderateOne(ids.get(overtaken) ?? '', 'unhide');
  await moderation.next(1);
  await moderation.reports(other, 'hidden');
  expect(await untilJob(id, { done: 1, failed: 1 })).toMatchObject({ failures: [{ code: 'overtaken', count: 1 }] });
});

test('a process that dies in the middle leaves a job that another one ends, with one command for each comment', async () => {
  const crashing = await World.start();
  try {
    const standIn = new ModerationStandIn(crashing.harness);
    const second = await crashing.boot();
    await crashing.flood(
      '7640000000000009999',
      Array.from({ length: 24 }, (_, place) => `crash ${place}`),
    );
    const order = { action: 'hide', filter: { videoId: '7640000000000009999' } } as const;
    const { id } = await crashing.harness.ask(ModerationJobStart, order, lea);
    await standIn.fulfil(10);
    await second.stop();
    await standIn.fulfil(14);
    await until('the job ended', async () => {
      const job = await crashing.harness.ask(ModerationJobGet, { id }, ana);
      return job.status === 'finished' && job.counts.done === 24;
    });
    const commanded = standIn.commands().map(({ commentId }) => commentId);
    expect(commanded).toHaveLength(24);
    expect(new Set(commanded).size).toBe(24);
  } finally {
    await crashing.harness.stop();
  }
});

test('H21: jobs are started, cancelled and undone by supervisors and up; everybody of the workspace may look, nobody else', async () => {
  const { job, videoId } = await finished(1);
  const forbidden = { code: 'forbidden' };
  const order = { action: 'unhide', filter: { videoId } } as const;
  await expect(start(order, ana)).rejects.toMatchObject(forbidden);
  await expect(world.harness.ask(ModerationJobPreview, order, ana)).rejects.toMatchObject(forbidden);
  await expect(world.harness.ask(ModerationJobCancel, { id: job.id }, ana)).rejects.toMatchObject(forbidden);
  await expect(world.harness.ask(ModerationJobUndo, { id: job.id }, ana)).rejects.toMatchObject(forbidden);
  const { jobs } = await world.harness.ask(ModerationJobList, {}, ana);
  expect(jobs[0]).toEqual(job);
  const stranger = { ...lea, workspaceId: newId() };
  await expect(world.harness.ask(ModerationJobGet, { id: job.id }, stranger)).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(world.harness.ask(ModerationJobUndo, { id: job.id }, stranger)).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(start(order, stranger)).rejects.toMatchObject({ code: 'job_without_work' });
});

test('an order that names nothing, two things or more than 10,000 comments is refused', async () => {
  for (const order of [{}, { filter: {} }, { ticketIds: [newId()], commentIds: [newId()] }])
    await expect(start({ action: 'hide', ...order })).rejects.toMatchObject({ code: 'bad_request' });
  const { ids } = await post(1);
  await world.harness.sql(
    `INSERT INTO ticketing.messages (workspace_id, id, conversation_id, channel_id, direction, external_id, author_kind, content, sent_at, video_id)
     SELECT workspace_id, gen_random_uuid(), conversation_id, channel_id, 'in', 'many ' || n, author_kind, content, '2020-01-01', video_id
     FROM ticketing.messages, generate_series(1, 10001) n WHERE id = $1`,
    [[...ids.values()][0]],
  );
  const before = { action: 'hide', filter: { to: '2020-01-02T00:00:00.000Z' } } as const;
  await expect(start(before)).rejects.toMatchObject({ code: 'job_too_large', details: { max: 10_000 } });
});

test('while a channel is disconnected its comments are refused with the reason', async () => {
  const { videoId } = await post(1);
  await world.channels('disconnected');
  const order = { action: 'hide', filter: { videoId } } as const;
  const preview = await world.harness.ask(ModerationJobPreview, order, lea);
  expect(preview).toMatchObject({ toChange: 0, refused: [{ code: 'channel_disconnected', count: 1 }] });
  await world.channels('connected');
});
