import { until } from '@duet/testing';
import { openWorld, person, type World } from '../../test/world.ts';

const HOUR_MS = 3_600_000;
const PATIENT_MS = 20_000;
const REFRESH = '/tt_user/oauth2/refresh_token/';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.boot({ TIKTOK_REFRESH_GRACE_MS: '60000', TIKTOK_TIMEOUT_MS: '1000' });
});
afterEach(() => world.close());

/** An account whose token is due, while the answer to its first refresh is lost. */
async function withAnswerLost() {
  const owner = person();
  const [channel] = (await world.connect(owner)).channels;
  if (!channel) throw new Error('two channels are connected');
  await world.control.fault({ kind: 'lost_response', endpoint: REFRESH, count: 1 });
  await world.advance(15 * HOUR_MS);
  return { owner, accountId: channel.account.id };
}

const codes = async (owner: ReturnType<typeof person>) =>
  (await world.channels(owner)).flatMap(({ notices }) => notices.map(({ code }) => code));

test(
  'H18: where TikTok takes a traded token again for a while, a refresh without an answer is repeated, and nothing is lost',
  async () => {
    await world.control.settings({ refreshGraceSeconds: 60 });
    const { owner, accountId } = await withAnswerLost();
    await until('the token is renewed', async () => (await world.lease(owner, accountId)).version === 2);
    const { openId, token } = await world.lease(owner, accountId);
    expect(await world.isAccepted(openId, token)).toBe(true);
    expect(await world.control.requests({ path: REFRESH })).toHaveLength(2);
    expect(await codes(owner)).toEqual([]);
  },
  PATIENT_MS,
);

test(
  'H18: where TikTok refuses the repetition after all, the old access token serves to its end',
  async () => {
    const { owner, accountId } = await withAnswerLost();
    await until('people are told', async () => (await codes(owner)).includes('access_ends'));
    const last = await world.lease(owner, accountId);
    expect(last.version).toBe(1);
    expect(await world.isAccepted(last.openId, last.token)).toBe(true);
    expect(await world.control.requests({ path: REFRESH })).toHaveLength(2);
  },
  PATIENT_MS,
);
