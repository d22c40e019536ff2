import {
  CustomerReferred,
  type Referral,
  TicketGet,
  TicketList,
  TicketOpened,
  TicketReferred,
  TicketResolve,
  type TicketView,
} from '@duet/contracts';
import { accountId, ana, messenger, workspaceId, World } from '../../test/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.harness.stop());

const T0 = Date.UTC(2026, 10, 21, 10);
const at = (second: number): string => new Date(T0 + second * 1_000).toISOString();

const byLink = (ref: string, second: number): Referral => ({
  source: 'link',
  ref,
  prefilledMessage: null,
  referredAt: at(second),
});

const byAd: Referral = {
  source: 'ad',
  advertiserId: '7600000000000000091',
  adId: '7610000000000000022',
  adName: 'Spring sale',
  url: 'https://www.tiktok.com/player/v1/7640000000000000456',
  referredAt: at(0),
};

const refer = async (conversationId: string, ...referrals: Referral[]): Promise<void> => {
  const place = { accountId, channelId: messenger, origin: 'live' as const, conversationId };
  for (const referral of referrals) {
    await world.harness.publish(CustomerReferred, { workspaceId, data: { ...place, referral } });
  }
  await world.harness.drained();
};

const referralOf = async ({ id }: TicketView): Promise<Referral | null> =>
  (await world.harness.ask(TicketGet, { id }, ana)).referral;

const toldOf = ({ id }: TicketView): (Referral | null)[] =>
  world.harness
    .published(TicketReferred)
    .filter(({ data }) => data.ticketId === id)
    .map(({ data }) => data.referral);

test('the ticket that a referred customer opens shows the ad, also in its first event and in the list', async () => {
  await refer('from an ad', byAd);
  const ticket = await world.writes('from an ad');
  expect(ticket.referral).toEqual(byAd);
  expect(await referralOf(ticket)).toEqual(byAd);
  const opened = world.harness.published(TicketOpened).find(({ data }) => data.ticketId === ticket.id);
  expect(opened?.data.ticket.referral).toEqual(byAd);
  expect(toldOf(ticket)).toEqual([]);
});

test('a referral that comes after the message it belongs to joins the open ticket and is told once', async () => {
  const ticket = await world.writes('overtaken');
  expect(ticket.referral).toBeNull();
  await refer('overtaken', byLink('bio', 1), byLink('bio', 1));
  expect(await referralOf(ticket)).toEqual(byLink('bio', 1));
  expect(toldOf(ticket)).toEqual([byLink('bio', 1)]);
});

test('of several the newest is shown, in whatever order they come; an older one is kept and not told', async () => {
  const ticket = await world.writes('several');
  await refer('several', byLink('first', 1), byLink('third', 3), byLink('second', 2));
  expect(await referralOf(ticket)).toEqual(byLink('third', 3));
  expect(toldOf(ticket)).not.toContainEqual(byLink('second', 2));
  const kept = await world.harness.sql('SELECT 1 FROM ticketing.referrals WHERE thread_id = $1', ['several']);
  expect(kept).toHaveLength(3);
});

test('a referral opens neither a ticket nor a window, and a resolved ticket keeps its own', async () => {
  await refer('twice', byLink('before', 1));
  const first = await world.writes('twice');
  await world.harness.ask(TicketResolve, { id: first.id }, ana);
  const before = (await world.harness.ask(TicketList, {}, ana)).tickets.length;
  await refer('twice', byLink('after', 2));
  expect((await world.harness.ask(TicketList, {}, ana)).tickets).toHaveLength(before);
  const second = await world.writes('twice');
  expect(second.referral).toEqual(byLink('after', 2));
  expect(await referralOf(first)).toEqual(byLink('before', 1));
});
