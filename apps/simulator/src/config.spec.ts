import { readConfig } from './config.ts';

const needed = { SIMULATOR_PORT: '4010', SIMULATOR_DB: '/data/simulator.db' };

test('two variables are enough', () => {
  expect(readConfig(needed)).toEqual({
    port: 4010,
    host: '127.0.0.1',
    dbFile: '/data/simulator.db',
    publicUrl: undefined,
    seed: true,
    allowLoopbackRedirect: false,
    app: {},
  });
});

test('the registration and the switches are read', () => {
  const config = readConfig({
    ...needed,
    SIMULATOR_CLIENT_KEY: '7600000000000000009',
    SIMULATOR_CLIENT_SECRET: 'secret',
    SIMULATOR_REDIRECT_URIS: 'https://a.example/,https://b.example/',
    SIMULATOR_SEED: '0',
    SIMULATOR_ALLOW_LOOPBACK_REDIRECT: 'true',
  });
  expect(config).toMatchObject({
    seed: false,
    allowLoopbackRedirect: true,
    app: {
      clientKey: '7600000000000000009',
      clientSecret: 'secret',
      redirectUris: ['https://a.example/', 'https://b.example/'],
    },
  });
});

test.each([
  ['SIMULATOR_PORT', 'high'],
  ['SIMULATOR_PORT', ''],
  ['SIMULATOR_DB', ''],
  ['SIMULATOR_SEED', 'yes'],
  ['SIMULATOR_CLIENT_KEY', 'abc'],
])('an unusable %s is named', (name, value) => {
  expect(() => readConfig({ ...needed, [name]: value })).toThrow(name);
});

test('where real customers write, the simulator and its control API do not start', () => {
  expect(() => readConfig({ ...needed, DUET_LIVE: '1' })).toThrow('DUET_LIVE');
});
