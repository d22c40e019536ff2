import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@duet/embedded';
import { until } from '@duet/testing';
import { Running } from './running.ts';
import { Supervised } from './supervised.ts';

let folder: string;
let reported: string[];
let running: Running;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duet-supervised-'));
  reported = [];
  running = new Running();
});
afterEach(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

/** A program that answers on its port with its process id, and writes down how it was stopped. */
async function supervise(source: string): Promise<{ service: Supervised; url: string }> {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, source);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const service = new Supervised({
    name: 'service',
    program,
    environment: { PORT: String(port), FOLDER: folder },
    logFile: join(folder, 'service.log'),
    readyUrl: url,
    report: (line) => reported.push(line),
  });
  await running.add(service);
  service.start();
  return { service, url };
}

const server = `
  import { createServer } from 'node:http';
  import { writeFileSync } from 'node:fs';
  createServer((_, response) => response.end(String(process.pid))).listen(process.env.PORT, '127.0.0.1');
  process.on('SIGTERM', () => { writeFileSync(process.env.FOLDER + '/stopped', 'gracefully'); process.exit(0); });
`;

const pidAt = async (url: string): Promise<number> => Number(await (await fetch(url)).text());

test('a service that dies is started again and its last lines are shown', async () => {
  const { service, url } = await supervise(`${server} console.log('about to work');`);
  await service.untilReady();
  const first = await pidAt(url);
  process.kill(first, 'SIGKILL');
  await until('another process answers', async () => (await pidAt(url).catch(() => first)) !== first);
  expect(reported.join('\n')).toContain('service ended (signal SIGKILL)');
  expect(reported.join('\n')).toContain('about to work');
});

test('stopping is graceful and final', async () => {
  const { service, url } = await supervise(server);
  await service.untilReady();
  await running.stop();
  expect(readFileSync(join(folder, 'stopped'), 'utf8')).toBe('gracefully');
  await expect(fetch(url)).rejects.toThrow();
  expect(reported).toEqual([]);
});

test('a restart on purpose is not reported as a death', async () => {
  const { service, url } = await supervise(server);
  await service.untilReady();
  const first = await pidAt(url);
  await service.restart();
  await until('another process answers', async () => (await pidAt(url).catch(() => first)) !== first);
  expect(reported).toEqual([]);
});

test('a service that cannot start fails the start with its own words', async () => {
  const { service } = await supervise(`console.error('PORT: must be a number'); process.exit(3);`);
  await expect(service.untilReady()).rejects.toThrow(/ended 3 times while starting[^]*PORT: must be a number/);
});

test('what is started while everything stops is stopped as well', async () => {
  const order: string[] = [];
  const part = (name: string) => ({ name, stop: async () => void order.push(name), kill: async () => undefined });
  await running.add(part('database'));
  await running.add(part('broker'));
  await running.stop();
  await expect(running.add(part('late'))).rejects.toThrow('Stopped while starting');
  expect(order).toEqual(['broker', 'database', 'late']);
});
