import { ChannelType } from '../channel-types.ts';
import { rejections } from '../rejections.ts';
import { windowPolicies } from '../reply-window.ts';
import { capabilities, capabilitiesView, CapabilitiesView, capability, type CapabilityInput } from './capabilities.ts';
import { capabilityTable, ChannelAction } from './capability-table.ts';
import { isClosed, regionRules, unknownRegions } from './regions.ts';
import { defaultSettings, WorkspaceSettings } from './workspace-settings.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const inHours = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const open = { expiresAt: inHours(1), remaining: 1 };

type Channel = CapabilityInput['channel'];
type Ticket = NonNullable<CapabilityInput['ticket']>;

function input(
  type: ChannelType,
  channel: Partial<Channel> = {},
  ticket: Partial<Ticket> | null = {},
): CapabilityInput {
  return {
    channel: { type, state: 'connected', isPermitted: true, regions: unknownRegions, ...channel },
    settings: defaultSettings,
    ticket: ticket && { status: 'open', window: open, comment: null, ...ticket },
    now,
  };
}

/** What is allowed, in the order of the table. */
const allowed = (one: CapabilityInput): string[] =>
  capabilities(one)
    .filter((found) => found.allowed)
    .map(({ action }) => action);

test('every cell of the table says where it comes from and since when, and every no has its sentence', () => {
  for (const type of ChannelType.options) {
    expect(Object.keys(capabilityTable[type])).toEqual(ChannelAction.options);
    for (const rule of Object.values(capabilityTable[type])) {
      expect(rule.source).not.toBe('');
      expect(rule.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(rule.allowed || rule.text !== '').toBe(true);
    }
  }
});

test('each channel takes what its platform takes and what is built', () => {
  expect(allowed(input('tiktok_messenger'))).toEqual(expect.arrayContaining(['text', 'reference', 'note']));
  expect(allowed(input('tiktok_feed'))).toEqual(expect.arrayContaining(['text', 'note', 'hide', 'unhide']));
  expect(allowed(input('plain'))).toEqual(['text', 'note']);
});

test.each([
  ['tiktok_messenger', ['video', 'file', 'voice', 'product', 'mention', 'hide', 'delete']],
  ['tiktok_feed', ['reference', 'mention', 'private_reply', 'video', 'file', 'voice', 'product', 'buttons']],
] as const)('what %s excludes is a no with its sentence and without limits', (type, actions) => {
  for (const action of actions) {
    const { reason, limits, ...found } = capability(action, input(type));
    expect([action, found.allowed, limits]).toEqual([action, false, null]);
    expect(reason?.text).toMatch(/^[A-Z].*\.$/);
  }
});

test.each([
  ['connected, in time', {}, {}, null],
  ['disconnected', { state: 'disconnected' }, {}, 'channel_disconnected'],
  ['not set up', { state: 'pending_setup' }, {}, 'channel_disconnected'],
  ['without its permission', { state: 'disconnected', isPermitted: false }, {}, 'permission_missing'],
  ['needing to be reconnected', { state: 'needs_reconnecting' }, {}, 'needs_reconnecting'],
  ['in a closed region', { regions: { ...unknownRegions, messagingClosed: true } }, {}, 'region_not_supported'],
  ['of an account in Germany', { regions: { ...unknownRegions, account: 'DE' } }, {}, 'region_not_supported'],
  ['of an account in Mexico', { regions: { ...unknownRegions, account: 'MX' } }, {}, null],
  ['resolved', {}, { status: 'resolved' }, 'ticket_resolved'],
  ['resolved and disconnected', { state: 'disconnected' }, { status: 'resolved' }, 'ticket_resolved'],
  ['on hold', {}, { status: 'hold' }, null],
  ['nobody wrote', {}, { window: null }, 'no_inbound'],
  ['one millisecond left', {}, { window: { expiresAt: new Date(now.getTime() + 1), remaining: 1 } }, null],
  ['over', {}, { window: { expiresAt: now, remaining: 10 } }, 'window_closed'],
  ['used up', {}, { window: { expiresAt: inHours(1), remaining: 0 } }, 'quota_used_up'],
] as const)('a direct message: %s', (_case, channel, ticket, code) => {
  const { reason, ...found } = capability('text', input('tiktok_messenger', channel, ticket));
  expect([found.allowed, reason?.code ?? null]).toEqual([code === null, code]);
  if (code !== null) expect(reason?.text).toBe(rejections[code][1]);
  expect(found.limits).toEqual({ maxCodePoints: 6_000 });
});

test('WIN-23: comments know neither window nor quota, and their region is no wall', () => {
  const regions = { ...unknownRegions, account: 'DE', customer: 'DE', messagingClosed: true };
  for (const window of [null, { expiresAt: inHours(-100), remaining: 0 }]) {
    expect(capability('text', input('tiktok_feed', { regions }, { window })).allowed).toBe(true);
  }
  expect(capabilitiesView('0193', input('tiktok_feed')).window).toBeNull();
});

test.each([
  ['public', null, null, 'already_in_effect'],
  ['friends_only', null, null, 'already_in_effect'],
  ['hidden', null, 'already_in_effect', null],
  ['public', 'hide', 'moderation_pending', 'moderation_pending'],
  ['deleted', null, 'comment_deleted', 'comment_deleted'],
] as const)('MOD-15: of a comment that is %s (pending: %s)', (visibility, pending, hide, unhide) => {
  const ticket = { comment: { visibility, pending } };
  const reasons = (['hide', 'unhide'] as const).map(
    (action) => capability(action, input('tiktok_feed', {}, ticket)).reason?.code ?? null,
  );
  expect(reasons).toEqual([hide, unhide]);
});

test("MOD-03, MOD-04: a customer's comment cannot be deleted; a channel of comments deletes what was posted from here", () => {
  const comment = { visibility: 'public', pending: null } as const;
  expect(capability('delete', input('tiktok_feed', {}, { comment })).reason?.code).toBe('foreign_comment');
  expect(capability('delete', input('tiktok_feed', {}, null)).allowed).toBe(true);
  expect(capability('delete', input('tiktok_messenger', {}, null)).reason?.code).toBe('not_a_comment');
});

test("REC-09 MOD-23: a channel of comments edits what was posted from here, with the limits of a reply; not a customer's", () => {
  const comment = { visibility: 'public', pending: null } as const;
  const channel = { ...input('tiktok_feed', {}, null), settings: { ...defaultSettings, commentTextMax: 400 } };
  expect(capability('edit', channel)).toMatchObject({ allowed: true, limits: { maxCodePoints: 400 } });
  const no = (one: CapabilityInput) => capability('edit', one).reason?.code;
  expect(no(input('tiktok_feed', {}, { comment }))).toBe('not_editable');
  expect(no(input('tiktok_feed', {}, { status: 'resolved' }))).toBe('ticket_resolved');
  expect(no(input('tiktok_feed', { state: 'disconnected' }, null))).toBe('channel_disconnected');
  for (const type of ['tiktok_messenger', 'plain'] as const) {
    expect(capability('edit', input(type))).toMatchObject({
      allowed: false,
      limits: null,
      reason: { code: 'not_a_comment' },
    });
  }
});

test('a resolved ticket can still be moderated, a disconnected channel cannot', () => {
  const comment = { visibility: 'public', pending: null } as const;
  expect(capability('hide', input('tiktok_feed', {}, { status: 'resolved', comment })).allowed).toBe(true);
  expect(capability('hide', input('tiktok_feed', { state: 'disconnected' }, { comment })).reason?.code).toBe(
    'channel_disconnected',
  );
});

test('a note can always be left', () => {
  for (const type of ChannelType.options) {
    expect(
      capability('note', input(type, { state: 'disconnected' }, { status: 'resolved', window: null })),
    ).toMatchObject({ allowed: true, limits: { maxCodePoints: 20_000 } });
  }
});

test('FEED-11: a comment reply has 150 characters, by a setting up to the 1,200 that TikTok takes', () => {
  const max = (commentTextMax: number | null, type: ChannelType = 'tiktok_feed'): number | undefined =>
    capability('text', { ...input(type), settings: { ...defaultSettings, commentTextMax } }).limits?.maxCodePoints;
  expect([max(null), max(1_200), max(80), max(1_000_000)]).toEqual([150, 1_200, 80, 1_200]);
  expect(max(1_200, 'tiktok_messenger')).toBe(6_000);
  expect(WorkspaceSettings.safeParse({ commentTextMax: 1_201 }).success).toBe(false);
  expect(WorkspaceSettings.safeParse({ commentTextMax: 0 }).success).toBe(false);
});

test('ACC-14: regions are looked up for each API, and what is unknown closes nothing', () => {
  const of = (account: string | null, customer: string | null) => ({ ...unknownRegions, account, customer });
  expect(isClosed('messages', of('DE', null))).toBe(true);
  expect(isClosed('messages', of('NO', null))).toBe(true);
  expect(isClosed('images', of('NO', 'NO'))).toBe(false);
  expect(isClosed('images', of('MX', 'NG'))).toBe(true);
  expect(isClosed('messages', of('MX', 'NG'))).toBe(false);
  expect(isClosed('messages', unknownRegions)).toBe(false);
  expect(isClosed('images', unknownRegions)).toBe(false);
  expect(isClosed('comments', of('DE', 'US'))).toBe(false);
  expect(regionRules.every(({ closedIn }) => new Set(closedIn).size === closedIn.length)).toBe(true);
});

test('the whole answer fits its schema, for every channel type, with and without a ticket', () => {
  const id = '01939f00-0000-7000-8000-000000000001';
  for (const type of ChannelType.options) {
    for (const ticket of [null, {}, { window: null }]) {
      const view = capabilitiesView(id, input(type, {}, ticket));
      expect(CapabilitiesView.parse(view)).toEqual(view);
      expect(view.serverTime).toBe(now.toISOString());
      expect(view.capabilities.map(({ action }) => action)).toEqual(ChannelAction.options);
    }
  }
  const told = { source: windowPolicies.flat.source, asOf: windowPolicies.flat.asOf };
  expect(capabilitiesView(id, input('tiktok_messenger')).window).toEqual({
    hours: 48,
    messages: 10,
    expiresAt: open.expiresAt.toISOString(),
    remaining: 1,
    policy: 'flat',
    ...told,
  });
  expect(capabilitiesView(id, input('tiktok_messenger', {}, null)).window).toEqual({
    hours: 48,
    messages: 10,
    expiresAt: null,
    remaining: null,
    policy: 'flat',
    ...told,
  });
});

test('WIN-17: under tiers a window tells that there is no number, and what may be sent after it', () => {
  const tiers = { unlimited: true, remainingAfter: 2 };
  const over = { expiresAt: now, remaining: 10, tiers };
  const asked = {
    ...input('tiktok_messenger', {}, { window: over }),
    settings: { ...defaultSettings, windowPolicy: 'tiered' as const },
  };
  expect(capabilitiesView('0193', asked).window).toMatchObject({ policy: 'tiered', tiers });
  expect(capability('text', asked).allowed).toBe(true);
  const used = { ...over, tiers: { ...tiers, remainingAfter: 0 } };
  expect(capability('text', input('tiktok_messenger', {}, { window: used })).reason?.code).toBe('window_closed');
});
