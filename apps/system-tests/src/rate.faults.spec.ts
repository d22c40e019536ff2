import { System } from '@duet/testing';
import type { LoggedRequest } from '@duet/tiktok-simulator';
import { pause } from './load.ts';
import { Saturation } from './saturation.ts';

const SECONDS = Number(process.env['DUET_RATE_SECONDS'] ?? 70);
const ACCOUNTS = ['sim.store', 'shop.two', 'shop.three'];
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** What was queued before the run ends its last calls within this time. */
const LAST_CALLS_MS = 2_000;

test('H17: three saturated accounts in real time stay within the limits of TikTok, and hides overtake healing', async () => {
  const system = await System.start();
  let passed = false;
  try {
    await system.simulator.settings({ appQps: 10, accountEndpointQpm: 40, retryScale: 0.05 });
    for (const account of ACCOUNTS) {
      if (account !== 'sim.store') await system.simulator.account({ username: account });
      await system.connectTikTok(account);
    }
    const saturation = new Saturation(system, {
      accounts: ACCOUNTS,
      // Replies fill two thirds of the run; then healing has what hides and comment replies leave it.
      conversations: Math.ceil(SECONDS / 8),
      comments: Math.ceil(SECONDS * 0.8),
    });
    await saturation.prepare();
    const startedAt = Date.now();
    const queueing = saturation.start();
    await pause(SECONDS * SECOND_MS);
    saturation.stop();
    await queueing;
    await pause(LAST_CALLS_MS);
    const requests = await system.simulator.requests({ since: startedAt });
    const waits = await hideWaits(system);
    const figures = figuresOf(requests);
    process.stdout.write(`${describe(saturation, figures, waits)}\n`);
    expect(requests.filter(({ code }) => code === 40100)).toEqual([]);
    expect(figures.appSecond).toBeLessThanOrEqual(10);
    expect(figures.appMinute).toBeLessThanOrEqual(600);
    expect(figures.endpointMinute.most).toBeLessThanOrEqual(40);
    expect(figures.calls).toBeGreaterThan(4 * SECONDS);
    expect(saturation.heals).toBeGreaterThan(0);
    expect(waits.length).toBeGreaterThan(SECONDS / 2);
    expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(5_000);
    passed = true;
  } finally {
    await system.stop({ keep: !passed });
    if (!passed) process.stdout.write(`kept for a look: ${system.folder}\n`);
  }
}, 900_000);

interface Figures {
  readonly calls: number;
  readonly appSecond: number;
  readonly appMinute: number;
  readonly endpointMinute: { readonly most: number; readonly place: string };
}

function figuresOf(requests: readonly LoggedRequest[]): Figures {
  const limited = requests.filter(({ account, path }) => account && !path.startsWith('/business/message/'));
  const places = [...Map.groupBy(limited, ({ account, path }) => `${account} ${path}`)].map(([place, some]) => ({
    place,
    most: fullestWindow(some, MINUTE_MS),
  }));
  return {
    calls: requests.length,
    appSecond: fullestWindow(requests, SECOND_MS),
    appMinute: fullestWindow(requests, MINUTE_MS),
    endpointMinute: places.reduce((a, b) => (b.most > a.most ? b : a), { most: 0, place: 'none' }),
  };
}

/** The most calls within any `spanMs`, by TikTok's own clock. */
function fullestWindow(requests: readonly LoggedRequest[], spanMs: number): number {
  const times = requests.map(({ realAt }) => realAt).sort((a, b) => a - b);
  let first = 0;
  return times.reduce((most, time, index) => {
    while ((times[first] ?? 0) <= time - spanMs) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}

/** Milliseconds from the wish to TikTok's acceptance, shortest first. */
async function hideWaits(system: System): Promise<number[]> {
  const rows = await system.sql<{ comment_id: string; requested_at: Date }>(
    'SELECT comment_id, requested_at FROM moderation.actions',
  );
  const requestedAt = new Map(rows.map(({ comment_id: id, requested_at: at }) => [id, at.getTime()]));
  const hides = await system.simulator.ledger({ kind: 'comment.hide', limit: 100_000 });
  return hides.map(({ at, target }) => at - (requestedAt.get(String(target['commentId'])) ?? 0)).sort((a, b) => a - b);
}

function describe({ replies, hides, heals }: Saturation, figures: Figures, waits: readonly number[]): string {
  const quantile = (share: number): string => `${Math.round(waits[Math.floor(waits.length * share)] ?? 0)} ms`;
  const { calls, appSecond, appMinute, endpointMinute } = figures;
  return [
    `rate budget, ${SECONDS} s, ${ACCOUNTS.length} accounts: ${calls} calls; asked for ${replies} replies and ${hides} hides, ${heals} lists healed`,
    `fullest second of the app ${appSecond} (of 10), fullest minute ${appMinute} (of 600)`,
    `fullest minute of an account and endpoint ${endpointMinute.most} (of 40): ${endpointMinute.place}`,
    `a hide reaches TikTok after ${quantile(0.5)}, 95 of 100 after ${quantile(0.95)}`,
  ].join('\n');
}
