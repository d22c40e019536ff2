import { decideLease, isUsable, refreshDueAt, type Token } from './token.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const inMs = (ms: number): Date => new Date(now.getTime() + ms);

const token = (more: Partial<Token> = {}): Token => ({
  workspaceId: 'w',
  accountId: 'a',
  openId: 'o',
  accountState: 'connected',
  version: 3,
  accessSealed: '',
  accessExpiresAt: inMs(600_000),
  obtainedAt: null,
  refreshDueAt: new Date(0),
  isLast: false,
  ...more,
});

test.each([
  ['a token that lives long enough is lent', token(), { minTtlMs: 60_000 }, 'lend'],
  ['one that ends too soon is renewed', token(), { minTtlMs: 600_001 }, 'refresh'],
  ['a refused one is renewed', token(), { minTtlMs: 0, refusedVersion: 3 }, 'refresh'],
  ['a refusal of an older version is past', token(), { minTtlMs: 0, refusedVersion: 2 }, 'lend'],
  [
    'nobody can ask for a longer life than an hour',
    token({ accessExpiresAt: inMs(3_600_000) }),
    { minTtlMs: 86_400_000 },
    'lend',
  ],
  ['the last token is lent to its end', token({ isLast: true }), { minTtlMs: 3_600_000 }, 'lend'],
  ['the last token at its end is dead', token({ isLast: true, accessExpiresAt: now }), { minTtlMs: 0 }, 'dead'],
  ['the last token, refused, is dead', token({ isLast: true }), { minTtlMs: 0, refusedVersion: 3 }, 'dead'],
] as const)('H18: %s', (_title, present, need, decision) => {
  expect(decideLease(present, need, now)).toBe(decision);
});

test('H18: what cannot be renewed just now is usable unless refused or over', () => {
  expect(isUsable(token(), { minTtlMs: 3_600_000 }, now)).toBe(true);
  expect(isUsable(token(), { minTtlMs: 0, refusedVersion: 3 }, now)).toBe(false);
  expect(isUsable(token({ accessExpiresAt: now }), { minTtlMs: 0 }, now)).toBe(false);
});

test('H18: a token is renewed between half and six tenths of its life', () => {
  expect(refreshDueAt(now, 1_000, 0)).toEqual(inMs(500));
  expect(refreshDueAt(now, 1_000, 1)).toEqual(inMs(600));
});
