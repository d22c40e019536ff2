import { randomBytes } from 'node:crypto';
import {
  type Actor,
  AppChanged,
  installation,
  newId,
  TikTokAppGet,
  TikTokAppSet,
  webhookSecretBinding,
} from '@duet/contracts';
import { LOGGER, SealingKeys } from '@duet/service-kit';
import { CLIENT_SECRET, consent, openWorld, person, type World } from '../../test/world.ts';

const APP_SEALING_KEY = `a1:${randomBytes(32).toString('base64')}`;
const keys = new SealingKeys(APP_SEALING_KEY);
const CLIENT_KEY = '7600000000000000001';
const SECOND = 'sim-app-secret-0002';
const operator: Actor = {
  kind: 'system',
  id: 'cli',
  name: 'operator',
  role: 'owner',
  workspaceId: installation.workspaceId,
};

let world: World;
const written: string[] = [];

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const boot = (): Promise<unknown> => world.boot({ APP_SEALING_KEY });
const set = (clientSecret: string, actor: Actor = operator) =>
  world.harness.ask(TikTokAppSet, { clientKey: CLIENT_KEY, clientSecret }, actor);
const told = () => world.harness.ask(TikTokAppGet, {}, operator);

/** As channels told them last, opened as ingestion opens them. */
async function accepted(): Promise<[string, boolean][]> {
  await world.harness.drained();
  const { secrets } = world.harness.published(AppChanged).at(-1)?.data ?? { secrets: [] };
  return secrets.map(({ version, sealed, acceptedUntil }) => [
    keys.open(sealed, webhookSecretBinding(version)),
    acceptedUntil === null,
  ]);
}

test("until somebody sets it the app is the environment's; then all that call TikTok use the other one at once", async () => {
  await boot();
  expect(await told()).toEqual({
    source: 'environment',
    clientKey: CLIENT_KEY,
    secretEndsWith: '0001',
    changedAt: null,
    changedBy: null,
    previousAcceptedUntil: null,
  });
  const owner = person();
  const redirect = await consent((await world.start(owner)).authorizeUrl);
  await world.control.app({ clientSecret: SECOND });
  await expect(world.complete(owner, redirect)).rejects.toMatchObject({ code: expect.any(String) });

  const { changedBy, secretEndsWith, source, previousAcceptedUntil } = await set(SECOND);
  expect([source, secretEndsWith, changedBy?.name]).toEqual(['set', '0002', 'operator']);
  const hoursLeft = (Date.parse(previousAcceptedUntil ?? '') - Date.now()) / 3_600_000;
  expect(hoursLeft).toBeGreaterThan(71.9);
  world.door.secret = SECOND;
  expect((await world.connect(owner)).channels.map(({ state }) => state)).toEqual(['connected', 'connected']);
});

test('those who verify webhooks are told of the new secret and of the ones before it, sealed', async () => {
  await boot();
  await set(SECOND);
  expect(await accepted()).toEqual([
    [SECOND, true],
    [CLIENT_SECRET, false],
  ]);
  await set(SECOND);
  expect(world.harness.published(AppChanged)).toHaveLength(1);
  await set('sim-app-secret-0003');
  expect(await accepted()).toEqual([
    ['sim-app-secret-0003', true],
    [SECOND, false],
    [CLIENT_SECRET, false],
  ]);
  const stored = await world.harness.sql('SELECT * FROM channels.app_versions ORDER BY version');
  expect(stored).toHaveLength(3);
  expect(JSON.stringify(stored)).not.toMatch(/sim-app-secret/);
  expect(stored).toMatchObject([{ changed_by: null }, { changed_by: { id: 'cli' } }, { changed_by: { id: 'cli' } }]);
});

test('the same secret again is sealed anew once another key seals, so that the old key can go', async () => {
  const service = await world.boot({ APP_SEALING_KEY });
  await set(SECOND);
  await service.stop();
  const next = `a2:${randomBytes(32).toString('base64')}`;
  await world.boot({ APP_SEALING_KEY: next, APP_SEALING_KEY_PREVIOUS: APP_SEALING_KEY });
  await set(SECOND);
  const stored = await world.harness.sql<{ secret_sealed: string }>(
    'SELECT secret_sealed FROM channels.app_versions ORDER BY version DESC LIMIT 1',
  );
  expect(new SealingKeys(next).open(stored[0]?.secret_sealed ?? '', webhookSecretBinding(2))).toBe(SECOND);
});

test('only an owner sees or sets it, and what cannot be a key or a secret is refused', async () => {
  await boot();
  for (const role of ['admin', 'supervisor', 'agent'] as const) {
    await expect(set(SECOND, person(newId(), role))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(world.harness.ask(TikTokAppGet, {}, person(newId(), role))).rejects.toMatchObject({
      code: 'forbidden',
    });
  }
  for (const wrong of ['short', 'with a space in it', 'with a line end\n']) {
    await expect(set(wrong)).rejects.toMatchObject({ code: 'bad_request' });
  }
  expect((await told()).source).toBe('environment');
});

test('without a key to seal it nothing is kept, and the refusal says what to do', async () => {
  await world.boot();
  await expect(set(SECOND)).rejects.toMatchObject({ code: 'app_not_sealable' });
  expect(await world.harness.sql('SELECT 1 FROM channels.app_versions')).toEqual([]);
});

test('no secret is logged or answered, whatever goes wrong', async () => {
  const { app } = await world.boot({ APP_SEALING_KEY, LOG_LEVEL: 'info' });
  const logger: object = app.get(LOGGER);
  const symbol = Object.getOwnPropertySymbols(logger).find(({ description }) => description === 'pino.stream');
  if (!symbol) throw new Error('the logger has no stream');
  Reflect.get(logger, symbol).write = (line: string) => written.push(line);
  const answers: unknown[] = [await set(SECOND), await set('sim-app-secret-0003'), await told()];
  answers.push(await set(`${SECOND} `).catch((error: unknown) => error));
  await world.control.app({ clientSecret: 'sim-app-secret-0009' });
  const owner = person();
  const redirect = await consent((await world.start(owner)).authorizeUrl);
  await world.complete(owner, redirect).catch((error: unknown) => answers.push(JSON.parse(JSON.stringify(error))));
  expect(written.join('')).toContain('app-credentials-changed');
  for (const text of [written.join(''), JSON.stringify(answers)]) expect(text).not.toMatch(/sim-app-secret/);
});
