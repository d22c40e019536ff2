import {
  type AnswerOf,
  CommentModerate,
  CommentModerated,
  defaultSettings,
  newId,
  SendMessage,
  type TicketCapabilities,
  TicketReopen,
  TicketReply,
  TicketResolve,
  type TicketView,
  WindowChanged,
  WorkspaceChanged,
} from '@duet/contracts';
import { ana, feed, messenger, workspaceId, World } from '../../test/world.ts';

const HOUR_MS = 3_600_000;
let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.harness.stop());

type View = AnswerOf<typeof TicketCapabilities>;
const of = ({ capabilities }: View, action: string) => capabilities.find((capability) => capability.action === action);
const reasonFor = async (ticket: TicketView, action: string): Promise<string | null> =>
  of(await world.capabilities(ticket), action)?.reason?.code ?? null;

/** The code with which the server refuses a reply; null when it takes it. */
const refusal = (ticket: TicketView, text = 'Hello'): Promise<string | null> =>
  world.harness.ask(TicketReply, { id: ticket.id, text }, ana).then(
    () => null,
    ({ code }: { code: string }) => code,
  );

test('a ticket tells its channel, its window by the server time, and each action with its limits', async () => {
  const ticket = await world.writes('told');
  const view = await world.capabilities(ticket);
  expect(view).toMatchObject({ ticketId: ticket.id, channelId: messenger, channelType: 'tiktok_messenger' });
  expect(view.window).toMatchObject({ hours: 48, messages: 10, policy: 'flat', ...ticket.window });
  expect(Math.abs(Date.parse(view.serverTime) - Date.now())).toBeLessThan(60_000);
  expect(of(view, 'text')).toMatchObject({ allowed: true, reason: null, limits: { maxCodePoints: 6_000 } });
  expect(of(view, 'hide')).toMatchObject({ allowed: false, reason: { code: 'not_a_comment' } });
});

test('WIN-16, WIN-18: what is told of a window is what the server does: used up, over, open again', async () => {
  const ticket = await world.writes('window');
  const told = { channelId: messenger, threadId: 'window', expiresAt: ticket.window?.expiresAt ?? '', version: 100 };
  await world.harness.publish(WindowChanged, { workspaceId, data: { ...told, remaining: 0 } });
  await world.harness.drained();
  expect((await world.capabilities(ticket)).window?.remaining).toBe(0);
  expect([await reasonFor(ticket, 'text'), await refusal(ticket)]).toEqual(['quota_used_up', 'quota_used_up']);

  await world.harness.moveClock(48 * HOUR_MS);
  expect([await reasonFor(ticket, 'text'), await refusal(ticket)]).toEqual(['window_closed', 'window_closed']);
  await world.harness.moveClock(0);
  const after = await world.writes('window');
  expect(after.id).toBe(ticket.id);
  expect([await reasonFor(ticket, 'text'), await refusal(ticket)]).toEqual([null, null]);
});

test('a resolved ticket takes notes alone, and replies again once it is reopened', async () => {
  const ticket = await world.writes('resolved');
  await world.harness.ask(TicketResolve, { id: ticket.id }, ana);
  expect([await reasonFor(ticket, 'text'), await refusal(ticket)]).toEqual(['ticket_resolved', 'ticket_resolved']);
  expect(await reasonFor(ticket, 'note')).toBeNull();
  await world.harness.ask(TicketReopen, { id: ticket.id }, ana);
  expect([await reasonFor(ticket, 'text'), await refusal(ticket)]).toEqual([null, null]);
});

test.each([
  ['disconnected', 'channel_disconnected'],
  ['needs_reconnecting', 'needs_reconnecting'],
] as const)(
  'CON-37: on a channel that is %s nothing is sent or moderated, and each no says so',
  async (state, code) => {
    const [message, comment] = [await world.writes(`on ${state}`), await world.comments(`7650${state.length}`)];
    await world.channels(state);
    for (const ticket of [message, comment]) {
      expect([await reasonFor(ticket, 'text'), await refusal(ticket)]).toEqual([code, code]);
      expect((await world.capabilities(ticket)).channelState).toBe(state);
    }
    expect(await reasonFor(comment, 'hide')).toBe(code);
    const [subject] = await world.thread(comment);
    const hide = world.harness.ask(CommentModerate, { id: subject?.id ?? '', action: 'hide' }, ana);
    await expect(hide).rejects.toMatchObject({ code });
    await world.channels('connected');
  },
);

test('FEED-11, FEED-12: a workspace may allow comments as long as TikTok takes them, and takes it back', async () => {
  const ticket = await world.comments('7650000000000000700');
  const settings = (commentTextMax: number | null, version: number): Promise<string> =>
    world.harness.publish(WorkspaceChanged, {
      workspaceId,
      data: { name: 'Shop', plan: 'paid', settings: { ...defaultSettings, commentTextMax }, version },
    });
  const longest = async (): Promise<number | undefined> =>
    of(await world.capabilities(ticket), 'text')?.limits?.maxCodePoints;
  expect([await longest(), await refusal(ticket, 'x'.repeat(151))]).toEqual([150, 'text_too_long']);
  await settings(null, 3);
  await settings(1_200, 4);
  await settings(200, 2);
  await world.harness.drained();
  expect([await longest(), await refusal(ticket, '😀'.repeat(1_200))]).toEqual([1_200, null]);
  expect(await refusal(ticket, 'x'.repeat(1_201))).toBe('text_too_long');
  await settings(null, 5);
  await world.harness.drained();
  expect([await longest(), await refusal(ticket, 'x'.repeat(151))]).toEqual([150, 'text_too_long']);
});

test('MOD-15, MOD-24: a comment tells what its confirmed state leaves to do, to every colleague alike', async () => {
  const ticket = await world.comments('7650000000000000800');
  const ben = { ...ana, id: newId(), name: 'Ben' };
  const news = { channelId: feed, commentId: '7650000000000000800', confirmedAt: null, failure: null };
  const seen = async (): Promise<unknown[]> => {
    const views = await Promise.all([ana, ben].map((who) => world.capabilities(ticket, who)));
    const badges = await Promise.all([ana, ben].map(async (who) => (await world.thread(ticket, who))[0]?.comment));
    expect(views[0]?.capabilities).toEqual(views[1]?.capabilities);
    expect(badges[0]).toEqual(badges[1]);
    const reasons = ['hide', 'unhide'].map((action) => views[0] && of(views[0], action)?.reason?.code);
    return [badges[0]?.moderation.visibility, ...reasons];
  };
  const told = async (confirmed: 'hidden' | 'deleted', pending: 'hide' | null, version: number): Promise<void> => {
    await world.harness.publish(CommentModerated, { workspaceId, data: { ...news, confirmed, pending, version } });
    await world.harness.drained();
  };
  expect(await seen()).toEqual(['public', undefined, 'already_in_effect']);
  await told('hidden', null, 1);
  expect(await seen()).toEqual(['hidden', 'already_in_effect', undefined]);
  await told('hidden', 'hide', 2);
  expect(await seen()).toEqual(['hidden', 'moderation_pending', 'moderation_pending']);
  await told('deleted', null, 3);
  expect(await seen()).toEqual(['deleted', 'comment_deleted', 'comment_deleted']);
});

test('DM-10, DM-11, DM-12: a video, a file and a voice clip are not sent as direct messages, and the API says why', async () => {
  await excluded(await world.writes('excluded'), ['video', 'file', 'voice']);
});

test('DM-21, DM-22: nor is a product', async () => {
  await excluded(await world.writes('excluded'), ['product']);
});

test('FEED-16, FEED-17, FEED-18: a video, a file and a voice clip are not sent as comments', async () => {
  await excluded(await world.comments('7650000000000000900'), ['video', 'file', 'voice']);
});

test('FEED-15, FEED-19: nor is a product, and no comment is answered privately', async () => {
  await excluded(await world.comments('7650000000000000900'), ['product', 'private_reply', 'mention']);
});

test("MOD-04: a customer's comment is neither deleted nor edited", async () => {
  const ticket = await world.comments('7650000000000000900');
  const [subject] = await world.thread(ticket);
  const wish = { id: subject?.id ?? '', action: 'delete' as const };
  await expect(world.harness.ask(CommentModerate, wish, ana)).rejects.toMatchObject({ code: 'foreign_comment' });
  expect(await reasonFor(ticket, 'delete')).toBe('foreign_comment');
  expect(await reasonFor(ticket, 'edit')).toBe('not_editable');
});

/** The answer says no with a sentence, and a request for it sends nothing. */
async function excluded(ticket: TicketView, kinds: readonly string[]): Promise<void> {
  const view = await world.capabilities(ticket);
  const before = world.harness.published(SendMessage).length;
  for (const kind of kinds) {
    expect(of(view, kind)).toMatchObject({ allowed: false, reason: { text: expect.stringMatching(/^[A-Z].*\.$/) } });
    const request: { id: string; text: string } = JSON.parse(
      JSON.stringify({ id: ticket.id, [kind]: { mediaId: newId() } }),
    );
    await expect(world.harness.ask(TicketReply, request, ana)).rejects.toMatchObject({ code: 'bad_request' });
  }
  await world.harness.drained();
  expect(world.harness.published(SendMessage)).toHaveLength(before);
}

test('H21: a stranger is told of no ticket', async () => {
  const ticket = await world.writes('walls');
  const stranger = { ...ana, workspaceId: newId() };
  await expect(world.capabilities(ticket, stranger)).rejects.toMatchObject({ code: 'not_found' });
});
