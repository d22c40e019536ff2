import { randomBytes } from 'node:crypto';
import { AppChanged, installation, webhookSecretBinding } from '@duet/contracts';
import { SealingKeys } from '@duet/service-kit';
import { until } from '@duet/testing';
import { directMessage } from '../../test/bodies.ts';
import { PREVIOUS_SECRET, SECRET, World } from '../../test/world.ts';

const APP_SEALING_KEY = `a1:${randomBytes(32).toString('base64')}`;
const keys = new SealingKeys(APP_SEALING_KEY);

let world: World;

beforeEach(async () => {
  world = await World.start({ APP_SEALING_KEY });
});
afterEach(() => world.stop());

const known = 'SELECT 1 FROM ingestion.webhook_secrets WHERE version >= $1';

/** Channels tells which secrets hold, newest first; those with an end, in so many hours. */
async function change(
  version: number,
  ...secrets: [version: number, secret: string, hours: number | null][]
): Promise<void> {
  const data = {
    app: installation.app,
    version,
    secrets: secrets.map(([number, secret, hours]) => ({
      version: number,
      sealed: keys.seal(secret, webhookSecretBinding(number)),
      acceptedUntil: hours === null ? null : new Date(Date.now() + hours * 3_600_000).toISOString(),
    })),
  };
  await world.harness.publish(AppChanged, { workspaceId: installation.workspaceId, data });
  await until('it is known', async () => (await world.harness.sql(known, [version])).length > 0);
}

let messages = 0;
const status = async (secret: string): Promise<number> =>
  (await world.deliver(directMessage(`message ${(messages += 1)}`), { secret })).status;

test('a rotation loses no webhook: the old secret and the new one are taken, by every door, without a restart', async () => {
  const other = await world.boot({ APP_SEALING_KEY });
  const [kept, refused] = [new Set<string>(), new Set<number>()];
  let signedWith = SECRET;
  let isOver = false;
  const traffic = (async () => {
    for (let n = 0; !isOver; n += 1) {
      const url = n % 2 === 0 ? world.service.url : other.url;
      const secret = n % 3 === 0 ? SECRET : signedWith;
      const response = await world.deliver(directMessage(`rotating ${n}`), { secret, url });
      if (response.status === 200) kept.add(`rotating ${n}`);
      else refused.add(response.status);
    }
  })();
  await change(1, [1, 'the-new-secret', null], [0, SECRET, 72]);
  signedWith = 'the-new-secret';
  const before = kept.size;
  await until('both doors have taken more', () => Promise.resolve(kept.size > before + 40 || refused.size > 0));
  isOver = true;
  await traffic;
  expect([...refused]).toEqual([]);
  expect(await world.kept('rotating')).toHaveLength(kept.size);
});

test("after the overlap the old secret is refused; so is the environment's from the first change on", async () => {
  expect([await status(SECRET), await status(PREVIOUS_SECRET)]).toEqual([200, 200]);
  await change(1, [1, 'the-new-secret', null], [0, SECRET, -1]);
  expect(await status('the-new-secret')).toBe(200);
  expect([await status(SECRET), await status(PREVIOUS_SECRET)]).toEqual([401, 401]);
});

test('a door that starts later knows what was set, and older news changes nothing', async () => {
  await change(2, [2, 'the-second-secret', null], [1, 'the-first-secret', 72]);
  await change(1, [1, 'the-first-secret', null]);
  await world.harness.drained();
  const later = await world.boot({ APP_SEALING_KEY });
  const answer = await world.deliver(directMessage('later'), { secret: 'the-second-secret', url: later.url });
  expect(answer.status).toBe(200);
  expect(JSON.stringify(await world.harness.sql('SELECT * FROM ingestion.webhook_secrets'))).not.toContain('-secret"');
});

test('a door without the key goes on with the secrets it has', async () => {
  const keyless = await world.boot({});
  await change(1, [1, 'the-new-secret', null], [0, SECRET, 72]);
  const answers = await Promise.all(
    [SECRET, 'the-new-secret'].map((secret) => world.deliver(directMessage(secret), { secret, url: keyless.url })),
  );
  expect(answers.map((answer) => answer.status)).toEqual([200, 401]);
});
