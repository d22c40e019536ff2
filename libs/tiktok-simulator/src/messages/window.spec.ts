import { maySend, type WindowState } from './window.ts';

const hour = 3_600_000;
const state: WindowState = {
  now: 1_790_000_000_000,
  lastInboundAt: 1_790_000_000_000 - hour,
  sentSinceInbound: 0,
  sentAfterExpiry: 0,
  answeredBack: false,
  mode: 'flat',
};
const silentFor = (ms: number): WindowState => ({ ...state, lastInboundAt: state.now - ms });

test.each([
  ['one hour after the customer wrote', state, true],
  ['before the customer ever wrote', { ...state, lastInboundAt: null }, false],
  ['one millisecond before 48 hours', silentFor(48 * hour - 1), true],
  ['at 48 hours', silentFor(48 * hour), false],
  ['as the tenth message', { ...state, sentSinceInbound: 9 }, true],
  ['as the eleventh message', { ...state, sentSinceInbound: 10 }, false],
  ['flat, as the eleventh though the customer answered', { ...state, sentSinceInbound: 10, answeredBack: true }, false],
  ['tiered, as the eleventh unanswered', { ...state, mode: 'tiered' as const, sentSinceInbound: 10 }, false],
  [
    'tiered, as the hundredth once answered',
    { ...state, mode: 'tiered' as const, sentSinceInbound: 99, answeredBack: true },
    true,
  ],
  [
    'tiered, third after 48 hours',
    { ...silentFor(49 * hour), mode: 'tiered' as const, answeredBack: true, sentAfterExpiry: 2 },
    true,
  ],
  [
    'tiered, fourth after 48 hours',
    { ...silentFor(49 * hour), mode: 'tiered' as const, answeredBack: true, sentAfterExpiry: 3 },
    false,
  ],
])('a message sent %s', (_, window, allowed) => {
  expect(maySend(window)).toBe(allowed);
});
