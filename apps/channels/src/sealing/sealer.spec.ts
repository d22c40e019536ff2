import { randomBytes } from 'node:crypto';
import { ChannelsConfig } from '../config.ts';
import { type Place, Sealer } from './sealer.ts';

const key = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const k1 = key('k1');

const config = (current: string, previous?: string): ChannelsConfig =>
  ChannelsConfig.parse({
    DATABASE_URL: 'postgres://channels_worker@127.0.0.1/duet',
    TIKTOK_CLIENT_KEY: '7600000000000000001',
    TIKTOK_CLIENT_SECRET: 'sim-app-secret-0001',
    PUBLIC_URL: 'https://duet.example',
    WEBHOOK_URL: 'https://hooks.duet.example/webhooks/tiktok',
    CHANNELS_SEALING_KEY: current,
    ...(previous && { CHANNELS_SEALING_KEY_PREVIOUS: previous }),
  });

const place: Place = { workspaceId: 'w1', accountId: 'a1', column: 'access_token' };

test('what is sealed opens in its own place', () => {
  const sealer = new Sealer(config(k1));
  expect(sealer.open(sealer.seal('act.😀', place), place)).toBe('act.😀');
});

test('the same token never looks the same', () => {
  const sealer = new Sealer(config(k1));
  expect(sealer.seal('act', place)).not.toBe(sealer.seal('act', place));
});

test.each([{ workspaceId: 'w2' }, { accountId: 'a2' }, { column: 'refresh_token' as const }])(
  'it does not open elsewhere: %o',
  (elsewhere) => {
    const sealer = new Sealer(config(k1));
    const sealed = sealer.seal('act', place);
    expect(() => sealer.open(sealed, { ...place, ...elsewhere })).toThrow();
  },
);

test('the previous key opens, the present one seals', () => {
  const old = new Sealer(config(k1)).seal('act', place);
  const k2 = key('k2');
  const sealer = new Sealer(config(k2, k1));
  expect(sealer.open(old, place)).toBe('act');
  expect(sealer.seal('act', place)).toMatch(/^k2\./);
});

test('a changed key, ciphertext or key id is refused', () => {
  const sealer = new Sealer(config(k1));
  const sealed = sealer.seal('act', place);
  expect(() => new Sealer(config(key('k1'))).open(sealed, place)).toThrow();
  expect(() => sealer.open(`${sealed.slice(0, -2)}AA`, place)).toThrow();
  expect(() => sealer.open(`k3${sealed.slice(2)}`, place)).toThrow('the sealing key "k3" is not configured');
});

test('a key that is not 32 bytes fails the start without being shown', () => {
  const short = ChannelsConfig.shape.CHANNELS_SEALING_KEY.safeParse(`k1:${randomBytes(16).toString('base64')}`);
  expect(short.error?.issues.map(({ message }) => message)).toEqual(['must be <key id>:<32 bytes in base64>']);
});
