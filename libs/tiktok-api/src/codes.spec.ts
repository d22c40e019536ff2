import { refusalFixtures, returnCodes } from './fixtures/index.ts';
import { adviceOn, outcomeOf, TIKTOK_CODES, type CodeOutcome } from './codes.ts';

const documented = returnCodes.codes.map(({ code }) => code);

test('the table holds every code of the reference and no other', () => {
  expect([...TIKTOK_CODES.keys()]).toEqual(documented);
  expect(refusalFixtures.filter(({ body }) => !TIKTOK_CODES.has(body.code))).toEqual([]);
});

/** How a next step begins: with what to do. */
const AN_INSTRUCTION = /^(Wait|Look|Change|Choose|Ask|Tell|Start|Go on)\b.*\.$/;

test.each(documented)('%i is explained in a sentence without jargon, and another one says what to do', (code) => {
  const { explanation, nextStep } = outcomeOf(code);
  expect(explanation).toMatch(/^[A-Z].*\.$/);
  expect(nextStep).toMatch(AN_INSTRUCTION);
  expect(adviceOn(code)).not.toMatch(/\d{5}|HTTP|scope|token|API/);
});

test.each(documented)('what to do about %i is a task of the one who can do it', (code) => {
  const { acts, nextStep, outcome } = outcomeOf(code);
  const repeated = outcome.kind === 'rate-limited' || (outcome.kind === 'refused' && outcome.retry !== 'never');
  if (acts === 'nobody') expect(nextStep).toMatch(/^Wait: /);
  else expect(repeated).toBe(false);
  if (acts === 'operator') expect(nextStep).toContain('the people who run Duet');
  if (acts === 'admin') expect(nextStep).toMatch(/an admin|from Integrations/);
});

test.each(returnCodes.codes.map(({ code, clientAction }) => [code, clientAction] as const))(
  '%i is treated as the reference advises: %s',
  (code, clientAction) => {
    const { acts, outcome } = outcomeOf(code);
    if (/bug|config|infra|split/.test(clientAction)) expect(acts).toBe('operator');
    if (/^(fix|drop \/|do not retry|treat)/.test(clientAction)) expect(acts).toBe('agent');
    if (clientAction === 'back off') expect(outcome.kind).toBe('rate-limited');
    if (clientAction.startsWith('refresh once')) expect(outcome).toMatchObject({ refreshMayHelp: true });
    if (/^(retry|wait)/.test(clientAction)) expect(outcome).not.toMatchObject({ retry: 'never' });
    if (/do not retry|^fix/.test(clientAction)) expect(outcome).toMatchObject({ retry: 'never', performed: 'no' });
    if (/^(re-authorise|restart)/.test(clientAction)) expect(['admin', 'operator']).toContain(acts);
  },
);

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

test('a code that nobody knows is told to those who can look it up', () => {
  expect(adviceOn(49999)).toMatch(/\(49999\)\. .*the people who run Duet/);
});
