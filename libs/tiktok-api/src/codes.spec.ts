import { refusalFixtures } from './fixtures/index.ts';
import { outcomeOf, TIKTOK_CODES, type CodeOutcome } from './codes.ts';

const DOCUMENTED = [
  20001, 40000, 40001, 40002, 40006, 40007, 40011, 40016, 40050, 40064, 40100, 40101, 40102, 40103, 40104, 40105, 40107,
  40108, 40110, 40113, 40118, 40130, 40131, 40133, 40202, 40907, 40908, 40914, 40915, 41000, 50000, 50002, 51065, 60001,
];

test('the table holds every code of the reference and no other', () => {
  expect([...TIKTOK_CODES.keys()].sort()).toEqual(DOCUMENTED);
  expect(refusalFixtures.filter(({ body }) => !TIKTOK_CODES.has(body.code))).toEqual([]);
});

test.each(DOCUMENTED)('%i is explained in one sentence without jargon', (code) => {
  const { explanation } = outcomeOf(code);
  expect(explanation).toMatch(/^[A-Z].*\.$/);
  expect(explanation).not.toMatch(/\d{5}|HTTP|scope|token|API/);
});

function refused(reason: string, performed = 'no', retry: unknown = 'never') {
  return { kind: 'refused', reason, performed, retry };
}

test.each<[number, unknown]>([
  [40064, refused('messaging-rules')],
  [40050, refused('duplicate', 'maybe')],
  [20001, refused('partial', 'maybe')],
  [40202, refused('write-conflict', 'no', 'backoff')],
  [50000, refused('system', 'maybe', 'backoff')],
  [50002, refused('system', 'maybe', 'backoff')],
  [51065, refused('system', 'maybe', 'backoff')],
  [60001, refused('maintenance', 'no', { afterMs: 300_000 })],
  [40130, refused('scope-missing')],
  [40016, { kind: 'rate-limited', retry: { afterMs: 1_000 } }],
  [40100, { kind: 'rate-limited', retry: { afterMs: 1_000 } }],
  [40133, { kind: 'rate-limited', retry: { afterMs: 1_000 } }],
  [40102, { kind: 'token-rejected', refreshMayHelp: true }],
  [40105, { kind: 'token-rejected', refreshMayHelp: true }],
  [40103, { kind: 'token-rejected', refreshMayHelp: false }],
  [40104, { kind: 'token-rejected', refreshMayHelp: false }],
  [40107, { kind: 'token-rejected', refreshMayHelp: false }],
  [40110, { kind: 'token-rejected', refreshMayHelp: false }],
  [40131, { kind: 'token-rejected', refreshMayHelp: false }],
])('%i decides what may be done next', (code, outcome) => {
  expect(outcomeOf(code).outcome).toEqual(outcome as CodeOutcome);
});

test('an unlisted 4xxxx was refused, of any other unlisted code nobody can say', () => {
  expect(outcomeOf(49999).outcome).toEqual(refused('unknown'));
  expect(outcomeOf(50999).outcome).toEqual(refused('unknown', 'maybe', 'backoff'));
  expect(outcomeOf(-1).outcome).toEqual(refused('unknown', 'maybe', 'backoff'));
});
