import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleVariables, readCompose } from '../test/compose.ts';
import { installation } from './installation.ts';
import { serviceProcesses } from './services.ts';
import { serviceEnvironment } from './up/environment.ts';

const compose = readCompose(exampleVariables());

test('every variable that a secret needs is asked for, and none has a default', () => {
  const { POSTGRES_PASSWORD: _left, ...others } = exampleVariables();
  expect(() => readCompose(others)).toThrow('POSTGRES_PASSWORD is not given');
  const text = readFileSync(join(installation, 'docker-compose.yml'), 'utf8');
  expect([...text.matchAll(/\$\{(\w*(?:PASSWORD|SECRET|SEALING_KEY)):-/g)]).toEqual([]);
});

test.each(serviceProcesses)('compose gives $name every variable that `duet up` gives it', (process) => {
  const { name, service } = process;
  const shape = {
    secrets: {
      postgresPassword: '',
      servicePasswords: { [service]: 'password' },
      tiktokClientSecret: 'secret',
      sealingKey: '',
      appSealingKey: '',
      demoPassword: '',
      apiKey: null,
    },
    ports: { gateway: 1, ingestion: 2, simulator: 3, postgres: 4, nats: 5 },
    postgresUrl: 'postgres://127.0.0.1:4/duet',
    natsUrl: 'nats://127.0.0.1:5',
    mediaFolder: '/media',
  };
  const { NODE_ENV: _inTheImage, CPU_NICE: _asShares, HOST, PORT, ...embedded } = serviceEnvironment(process, shape, 6);
  const served = PORT === '0' ? {} : { HOST, PORT };
  const given = Object.keys(compose[name]?.environment ?? {});
  expect(given).toEqual(expect.arrayContaining([...Object.keys(embedded), ...Object.keys(served)]));
});

test('every service runs a program that there is', () => {
  for (const name of [...serviceProcesses.map((one) => one.name), 'simulator']) {
    const program = compose[name]?.command.at(-1) ?? '';
    expect(existsSync(join(installation, program.replace('/dist/', '/src/').replace(/\.js$/, '.ts')))).toBe(true);
  }
});

test('the broker of compose acknowledges what is on the disk, as the embedded one does', () => {
  const config = readFileSync(join(installation, 'deploy', 'nats', 'nats-server.conf'), 'utf8');
  expect(config).toMatch(/^\s*sync_interval: always$/m);
});
