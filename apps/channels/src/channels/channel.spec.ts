import { decideOnConsent, decideOnMessaging } from './channel.ts';
import { permissions, requestedScopes } from './permissions.ts';

const open = { scopes: requestedScopes, messagingClosed: false, onlyType: null };
const without = (...missing: readonly string[]) => requestedScopes.filter((scope) => !missing.includes(scope));
const decide = (...arguments_: Parameters<typeof decideOnConsent>) =>
  Object.fromEntries(decideOnConsent(...arguments_).map(({ type, state }) => [type, state]));

test('CON-23: a full consent connects both', () => {
  expect(decide(open, [])).toEqual({ tiktok_messenger: 'connected', tiktok_feed: 'connected' });
});

test('CON-24: a channel that a person disconnected stays so while the other is reconnected', () => {
  const present = [
    { type: 'tiktok_messenger', state: 'disconnected' },
    { type: 'tiktok_feed', state: 'disconnected' },
  ] as const;
  expect(decide({ ...open, onlyType: 'tiktok_feed' }, present)).toEqual({
    tiktok_messenger: 'disconnected',
    tiktok_feed: 'connected',
  });
});

test('a sibling that needs reconnecting comes back too, since the token is shared', () => {
  const present = [
    { type: 'tiktok_messenger', state: 'needs_reconnecting' },
    { type: 'tiktok_feed', state: 'needs_reconnecting' },
  ] as const;
  expect(decide({ ...open, onlyType: 'tiktok_feed' }, present)).toEqual({
    tiktok_messenger: 'connected',
    tiktok_feed: 'connected',
  });
});

test('a sibling that needs reconnecting and lost its permission is disconnected', () => {
  const present = [
    { type: 'tiktok_messenger', state: 'needs_reconnecting' },
    { type: 'tiktok_feed', state: 'needs_reconnecting' },
  ] as const;
  const consent = { ...open, scopes: without(...permissions.messages), onlyType: 'tiktok_feed' } as const;
  expect(decide(consent, present)).toEqual({ tiktok_messenger: 'disconnected', tiktok_feed: 'connected' });
});

test.each([...permissions.messages])('REC-27: Messenger is not connected without %s', (scope) => {
  expect(decide({ ...open, scopes: without(scope) }, [])).toEqual({
    tiktok_messenger: 'disconnected',
    tiktok_feed: 'connected',
  });
});

test.each([...permissions.comments, ...permissions.videos])('REC-27: Feed is not connected without %s', (scope) => {
  expect(decide({ ...open, scopes: without(scope) }, [])).toEqual({
    tiktok_messenger: 'connected',
    tiktok_feed: 'disconnected',
  });
});

test.each([...permissions.profile])('ACC-07, REC-27: refusing %s blocks nothing', (scope) => {
  expect(decide({ ...open, scopes: without(scope) }, [])).toEqual({
    tiktok_messenger: 'connected',
    tiktok_feed: 'connected',
  });
});

test('CON-26: a running channel is not silenced by a narrower consent', () => {
  const present = [{ type: 'tiktok_messenger', state: 'connected' }] as const;
  const consent = { ...open, scopes: without('message.list.send') };
  expect(() => decide(consent, present)).toThrow(expect.objectContaining({ code: 'consent_refused' }));
});

test('ACC-10: Messenger alone, where TikTok has no messaging API, cannot be connected', () => {
  const consent = { ...open, messagingClosed: true, scopes: without(...permissions.comments) };
  expect(() => decide(consent, [])).toThrow(expect.objectContaining({ code: 'tiktok_refused' }));
});

test.each([
  ['closes while Messenger is connected', true, 'connected', false, { waits: true, state: 'disconnected' }],
  ['opens again', false, 'disconnected', true, { waits: false, state: 'connected' }],
  ['opens, but a person had disconnected it', false, 'disconnected', false, { waits: false, state: null }],
  ['stays closed', true, 'disconnected', true, { waits: true, state: null }],
  ['closes after a person disconnected it', true, 'disconnected', false, { waits: false, state: null }],
  ['stays open', false, 'connected', false, { waits: false, state: null }],
  ['closes while it needs reconnecting', true, 'needs_reconnecting', false, { waits: false, state: null }],
] as const)('ACC-10: the messaging API %s', (_case, isClosed, messenger, isWaiting, decided) => {
  expect(decideOnMessaging(isClosed, messenger, isWaiting)).toEqual(decided);
});
