import { serviceNames, serviceProcesses } from '../services.ts';
import { serviceEnvironment, type Shape, simulatorEnvironment } from './environment.ts';
import { DataFolder } from './folder.ts';

const shape: Shape = {
  secrets: {
    postgresPassword: 'postgres-secret',
    servicePasswords: Object.fromEntries(serviceNames.map((name) => [name, `${name}-secret`])),
    tiktokClientSecret: 'tiktok-secret',
    sealingKey: 'k1:sealing-secret',
    appSealingKey: 'a1:app-keyed-secret',
    demoPassword: 'demo-secret',
    apiKey: 'api-secret',
  },
  ports: { gateway: 4000, ingestion: 4001, simulator: 4010, postgres: 54_329, nats: 42_229 },
  postgresUrl: 'postgres://127.0.0.1:54329/postgres',
  natsUrl: 'nats://127.0.0.1:42229',
  mediaFolder: '/media',
};

test.each(serviceProcesses)('$name gets what it needs and the secrets of nobody else', (process) => {
  const { service } = process;
  const environment = serviceEnvironment(process, shape, 21_000);
  expect(environment).toMatchObject({
    DATABASE_URL: `postgres://${service}_worker:${service}-secret@127.0.0.1:54329/postgres`,
    NATS_URL: 'nats://127.0.0.1:42229',
    OPS_PORT: '21000',
    DUET_TEST_CLOCK: '1',
  });
  const callsTikTok = ['ingestion', 'channels', 'delivery', 'moderation'].includes(service);
  const knowsApp = ['ingestion', 'channels'].includes(service);
  const allowed = [
    `${service}-secret`,
    ...(callsTikTok ? ['tiktok-secret'] : []),
    ...(knowsApp ? ['app-keyed-secret'] : []),
  ];
  if (service === 'channels') allowed.push('sealing-secret');
  const found = Object.values(environment).flatMap((value) => value.match(/[a-z-]+-secret/g) ?? []);
  expect(new Set(found)).toEqual(new Set(allowed));
});

const environmentOf = (service: string): Record<string, string> =>
  Object.assign(
    {},
    ...serviceProcesses.filter(({ name }) => name === service).map((one) => serviceEnvironment(one, shape, 0)),
  );

test('channels, gateway and simulator agree on every address', () => {
  const channels = environmentOf('channels');
  const gateway = environmentOf('gateway');
  const simulator = simulatorEnvironment(shape, new DataFolder('/data'));
  expect(channels['PUBLIC_URL']).toBe(gateway['PUBLIC_URL']);
  expect(channels['WEBHOOK_URL']).toBe('http://127.0.0.1:4001/webhooks/tiktok');
  expect(channels['TIKTOK_BASE_URL']).toBe('http://127.0.0.1:4010/open_api/v1.3');
  expect(channels['TIKTOK_CLIENT_KEY']).toBe(simulator['SIMULATOR_CLIENT_KEY']);
  expect(channels['TIKTOK_CLIENT_SECRET']).toBe(simulator['SIMULATOR_CLIENT_SECRET']);
  expect(simulator['SIMULATOR_REDIRECT_URIS']).toBe(`${channels['PUBLIC_URL']}/integrations/tiktok/callback/`);
});
