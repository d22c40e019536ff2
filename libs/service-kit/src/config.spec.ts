import { z } from 'zod';
import { loadConfig } from './config.ts';

const load = (environment: Record<string, string>) => () => loadConfig(z.object({}), environment);
const live = {
  DUET_LIVE: '1',
  TIKTOK_BASE_URL: 'https://business-api.tiktok.com/open_api/v1.3',
  PUBLIC_URL: 'https://duet.example',
  WEBHOOK_URL: 'https://hooks.duet.example/webhooks/tiktok',
};

test('where real customers write, a service starts with public addresses and its own clock', () => {
  expect(load(live)).not.toThrow();
  expect(load({ DUET_LIVE: '1' })).not.toThrow();
});

test.each([
  ['a clock that can be moved', { DUET_TEST_CLOCK: '1' }, 'DUET_TEST_CLOCK'],
  ['a simulator', { TIKTOK_BASE_URL: 'http://simulator:4010/open_api/v1.3' }, 'TIKTOK_BASE_URL'],
  ['an address for people without https', { PUBLIC_URL: 'http://duet.example' }, 'PUBLIC_URL'],
  ['an address for webhooks without https', { WEBHOOK_URL: 'http://hooks.duet.example/' }, 'WEBHOOK_URL'],
])('where real customers write, a service with %s does not start', (_name, change, named) => {
  expect(load({ ...live, ...change })).toThrow(named);
  expect(load({ ...live, ...change, DUET_LIVE: '0' })).not.toThrow();
});
