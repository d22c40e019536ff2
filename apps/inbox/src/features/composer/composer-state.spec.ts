import { defaultSettings, rejections, type Role, type TicketView } from '@duet/contracts';
import { aTicket, at, ids } from '../../samples.ts';
import { composerState, type ComposerFacts } from './composer-state.ts';

const mine = {
  assignee: { id: ids.me, name: 'Mira' },
  controller: { kind: 'person' as const, id: ids.me, epoch: 1 },
};
const now = (minutes: number) => Date.parse(at(minutes));

function state(ticket: Partial<TicketView> = {}, part: Partial<ComposerFacts> & { role?: Role } = {}) {
  const { role = 'agent', ...facts } = part;
  return composerState({
    mode: 'reply',
    ticket: aTicket({ ...mine, ...ticket }),
    channelState: 'connected',
    viewer: { id: ids.me, role },
    settings: defaultSettings,
    nowMs: now(1),
    ...facts,
  });
}
const closed = (code: keyof typeof rejections, remedy: string | null = null) => ({
  kind: 'disabled',
  reason: rejections[code][1],
  remedy,
});

test('who has joined may write up to the limit of the channel', () => {
  expect(state()).toEqual({
    kind: 'enabled',
    maxCodePoints: 6_000,
    colleague: null,
  });
  expect(state({ channelType: 'tiktok_feed', window: null })).toEqual({
    kind: 'enabled',
    maxCodePoints: 150,
    colleague: null,
  });
});

test('FEED-11: a workspace may allow longer comments, no longer messages', () => {
  const settings = { ...defaultSettings, commentTextMax: 1_200 };
  expect(state({ channelType: 'tiktok_feed', window: null }, { settings })).toMatchObject({ maxCodePoints: 1_200 });
  expect(state({}, { settings })).toMatchObject({ maxCodePoints: 6_000 });
});

test('INB-10: until an agent joins there is one step, also where an AI Agent or a bot is at work', () => {
  expect(state({ assignee: null })).toEqual({ kind: 'join' });
  expect(state({ controller: { kind: 'ai_agent', id: 'x', epoch: 1 } })).toEqual({ kind: 'join' });
  expect(state({ controller: { kind: 'bot', id: 'x', epoch: 1 } })).toEqual({ kind: 'join' });
});

test('WIN-16, WIN-20: a send is allowed one second before the end and refused at the end', () => {
  const end = Date.parse(at(48 * 60));
  expect(state({}, { nowMs: end - 1_000 }).kind).toBe('enabled');
  expect(state({}, { nowMs: end })).toEqual(closed('window_closed'));
});

test('WIN-18: a used up quota has its own reason', () => {
  expect(state({ window: { expiresAt: at(48 * 60), remaining: 0 } })).toEqual(closed('quota_used_up'));
});

test('WIN-02: before the first message of the customer nothing can be sent', () => {
  const lastMessage = { preview: '', direction: 'out' as const, sentAt: at(0) };
  expect(state({ window: null, lastMessage })).toEqual(closed('no_inbound'));
});

test('WIN-23: comments know neither window nor quota', () => {
  const feed = { channelType: 'tiktok_feed' as const, window: null };
  expect(state(feed, { nowMs: now(1_000_000) }).kind).toBe('enabled');
});

test('a resolved ticket offers to be reopened before anything else', () => {
  expect(state({ status: 'resolved', assignee: null })).toEqual(closed('ticket_resolved', 'reopen'));
});

test("a colleague's ticket can be answered, and says whose it is", () => {
  expect(state({ assignee: { id: ids.colleague, name: 'Bo' } })).toMatchObject({ kind: 'enabled', colleague: 'Bo' });
});

test('CON-37: a disconnected channel refuses, and shows the way to those who can connect it', () => {
  expect(state({}, { channelState: 'disconnected' })).toEqual(closed('channel_disconnected'));
  expect(state({}, { channelState: 'disconnected', role: 'admin' })).toEqual(
    closed('channel_disconnected', 'integrations'),
  );
  expect(state({}, { channelState: 'needs_reconnecting', role: 'owner' })).toEqual(
    closed('needs_reconnecting', 'integrations'),
  );
});

test('a channel that is not known yet does not stand in the way', () => {
  expect(state({}, { channelState: undefined }).kind).toBe('enabled');
});

test('INB-07: a note can always be left', () => {
  const worst = { status: 'resolved' as const, assignee: null, window: null };
  expect(state(worst, { mode: 'note', channelState: 'disconnected' })).toMatchObject({ kind: 'enabled' });
});
