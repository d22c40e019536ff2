import { newId } from '@duet/contracts';
import { System, until } from '@duet/testing';
import { freshTicket } from './fresh-ticket.ts';

const ACCOUNT = 'sim.store';
const REFRESH = '/tt_user/oauth2/refresh_token/';
const GRACE_S = 60;

let system: System;

beforeAll(async () => {
  system = await System.start({
    environment: {
      channels: { TIKTOK_TIMEOUT_MS: '1000', REFRESH_ABANDONED_MS: '2000' },
      delivery: { SEND_TIMEOUT_MS: '2000', SEND_LEASE_MS: '6000' },
    },
  });
  await system.connectTikTok(ACCOUNT);
}, 240_000);
afterAll(() => system.stop());

/** Where the process dies on its way through a refresh, and what its account has to go through. */
const points = [
  ['before it begins', 'channels.refresh-due', 'renewed'],
  ['after it began, before the call', 'channels.refresh-begun', 'lost'],
  ['after TikTok answered', 'channels.refresh-answered', 'lost'],
  ['with the new pair sealed, before it is kept', 'channels.refresh-sealed', 'lost'],
  ['after the new pair is kept', 'channels.refresh-kept', 'renewed'],
  ['while it lends the new token', 'channels.token-lent', 'renewed'],
] as const;

test.each(points)(
  'H18: a refresh crashed %s is never asked for twice, and the queued reply leaves once',
  async (_where, failpoint, ending) => {
    const reply = await replyThroughCrash(failpoint, {});
    if (ending === 'lost') {
      await until('people are asked to connect again', async () => (await channelStates()).has('needs_reconnecting'));
      expect(await timesAtTikTok(reply)).toBe(0);
      await system.connectTikTok(ACCOUNT);
    }
    await until('the reply has left', async () => (await timesAtTikTok(reply)) > 0, 90_000);
    expect(await refreshes(reply)).toBe(failpoint === 'channels.refresh-begun' ? 0 : 1);
    await expectOnceAndConnected(reply);
  },
  150_000,
);

test.each(points)(
  'H18: where TikTok takes the old refresh token for another minute, a crash %s loses no account',
  async (_where, failpoint) => {
    await system.simulator.settings({ refreshGraceSeconds: GRACE_S });
    const reply = await replyThroughCrash(failpoint, { TIKTOK_REFRESH_GRACE_MS: String(GRACE_S * 1_000) });
    await until('the reply has left', async () => (await timesAtTikTok(reply)) > 0, 90_000);
    expect(await refreshes(reply)).toBeLessThanOrEqual(2);
    await expectOnceAndConnected(reply);
  },
  150_000,
);

interface Reply {
  readonly text: string;
  readonly messageId: string;
  readonly since: number;
}

/** TikTok refuses the token of a reply; the service that renews it dies on the way and is started again. */
async function replyThroughCrash(failpoint: string, setting: Readonly<Record<string, string>>): Promise<Reply> {
  const channels = system.program('channels');
  await channels.stop();
  await channels.start({ ...setting, DUET_FAILPOINT: failpoint });
  const ticketId = await freshTicket(system);
  const since = Date.now();
  await system.simulator.expireTokens(ACCOUNT, 'access');
  const text = `answer ${newId()}`;
  const { status, body } = await system.api.post(`/tickets/${ticketId}/messages`, { text });
  if (status !== 202) throw new Error(`the reply was refused: ${JSON.stringify(body)}`);
  await channels.ended();
  await channels.start(setting);
  return { text, messageId: String(body['id']), since };
}

async function expectOnceAndConnected({ text, messageId }: Reply): Promise<void> {
  const state = async (): Promise<string | undefined> =>
    (await system.sql<{ state: string }>('SELECT state FROM delivery.outbound WHERE id = $1', [messageId]))[0]?.state;
  await until('it is recorded as sent', async () => (await state()) === 'sent');
  expect(await timesAtTikTok({ text })).toBe(1);
  expect(await channelStates()).toEqual(new Set(['connected']));
}

async function timesAtTikTok({ text }: Pick<Reply, 'text'>): Promise<number> {
  const sends = await system.simulator.ledger({ kind: 'message.send', limit: 100_000 });
  return sends.filter((send) => send.text === text).length;
}

const refreshes = async ({ since }: Reply): Promise<number> =>
  (await system.simulator.requests({ path: REFRESH, since })).length;

async function channelStates(): Promise<Set<string>> {
  const rows = await system.sql<{ state: string }>('SELECT state FROM channels.channels');
  return new Set(rows.map(({ state }) => state));
}
