import { messagesLeft, windowLeft, windowPolicies, windowRefusal, type WindowUse } from './reply-window.ts';

const HOUR_MS = 3_600_000;
const wrote = new Date('2026-11-22T10:00:00.000Z');
const after = (hours: number, ms = 0): Date => new Date(wrote.getTime() + hours * HOUR_MS + ms);
const none: WindowUse = { policy: 'flat', used: 0, usedAfter: 0, isAnswered: false };

const refusal = (use: Partial<WindowUse>, now: Date): string | null => {
  const window = windowLeft('tiktok_messenger', wrote, { ...none, ...use });
  return window && windowRefusal(window, now);
};

test.each([
  ['flat, the tenth', { used: 9 }, after(1), null],
  ['flat, the eleventh', { used: 10 }, after(1), 'quota_used_up'],
  ['flat, the eleventh although the customer answered', { used: 10, isAnswered: true }, after(1), 'quota_used_up'],
  ['flat, one millisecond before 48 hours', {}, after(48, -1), null],
  ['flat, after 48 hours', {}, after(48), 'window_closed'],
  ['tiered, the eleventh without an answer', { policy: 'tiered', used: 10 }, after(1), 'quota_used_up'],
  ['tiered, the hundredth once answered', { policy: 'tiered', used: 99, isAnswered: true }, after(1), null],
  ['tiered, after 48 hours without an answer', { policy: 'tiered' }, after(48), 'window_closed'],
  ['tiered, the third after 48 hours', { policy: 'tiered', isAnswered: true, usedAfter: 2 }, after(48), null],
  ['tiered, the fourth after them', { policy: 'tiered', isAnswered: true, usedAfter: 3 }, after(900), 'window_closed'],
] as const)('WIN-01 WIN-03: a message %s', (_case, use, now, code) => {
  expect(refusal(use, now)).toBe(code);
});

test('what is left is told with the figures of the policy', () => {
  const flat = windowLeft('tiktok_messenger', wrote, { ...none, used: 4 });
  expect(flat).toEqual({ expiresAt: after(48), remaining: 6 });
  const tiered = windowLeft('tiktok_messenger', wrote, { policy: 'tiered', used: 40, usedAfter: 1, isAnswered: true });
  expect(tiered).toEqual({ expiresAt: after(48), remaining: 10, tiers: { unlimited: true, remainingAfter: 2 } });
  expect(tiered && [messagesLeft(tiered, after(1)), messagesLeft(tiered, after(49))]).toEqual([Infinity, 2]);
});

test('WIN-23: comments have no window under either policy, and each policy says where it is from', () => {
  for (const policy of ['flat', 'tiered'] as const) {
    expect(windowLeft('tiktok_feed', wrote, { ...none, policy })).toBeNull();
    expect(windowPolicies[policy].source).not.toBe('');
    expect(windowPolicies[policy].asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});
