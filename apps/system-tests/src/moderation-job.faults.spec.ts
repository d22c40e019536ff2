import { ModerationJobView, newId } from '@duet/contracts';
import { System, until } from '@duet/testing';
import { seedIds } from '@duet/tiktok-simulator';

const COMMENTS = 12;

let system: System;

beforeAll(async () => {
  system = await System.start();
  await system.connectTikTok();
}, 120_000);
afterAll(() => system.stop());

/** So many comments. Those of the very second in which the channel connects may count as history and not come. */
async function comments(): Promise<string[]> {
  let ids: string[] = [];
  await until('the comments have arrived', async () => {
    const text = `spam ${newId()}`;
    await system.simulator.act({ do: 'comment', customer: 'bo_mx', post: seedIds.post, text });
    const rows = await system.sql<{ id: string }>(
      `SELECT id FROM ticketing.messages WHERE video_id IS NOT NULL AND direction = 'in' LIMIT $1`,
      [COMMENTS],
    );
    ids = rows.map(({ id }) => id);
    return ids.length === COMMENTS;
  });
  return ids;
}

test('a job whose processes are killed in the middle is ended by those that follow, with one effect and one audit entry for each comment', async () => {
  const commentIds = await comments();
  const moderation = system.program('moderation');
  await moderation.stop();
  await moderation.start({ DUET_FAILPOINT: 'moderation.answered:3' });
  const { status, body } = await system.api.post('/moderation/jobs', { action: 'hide', commentIds });
  expect(status).toBe(202);
  const { id } = ModerationJobView.parse(body);
  await moderation.ended();
  await system.kill('ticketing');
  await moderation.start();
  await system.revive('ticketing');
  await until(
    'the job has ended',
    async () => {
      const answer = await system.api.get(`/moderation/jobs/${id}`);
      const job = ModerationJobView.safeParse(answer.body).data;
      return job?.status === 'finished' && job.counts.done === COMMENTS;
    },
    90_000,
  );
  const changes = (await system.simulator.ledger({ kind: 'comment.hide' })).filter(({ result }) => result['changed']);
  expect(changes).toHaveLength(COMMENTS);
  const audit = await system.sql(`SELECT 1 FROM ticketing.audit WHERE action = 'hide' AND details->>'jobId' = $1`, [
    id,
  ]);
  expect(audit).toHaveLength(COMMENTS);
}, 180_000);
