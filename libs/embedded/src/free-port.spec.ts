import { type Server, createServer } from 'node:net';
import { freePort } from './free-port.ts';

let listeners: Server[] = [];

function listen(port: number): Promise<void> {
  const server = createServer();
  listeners.push(server);
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
}

afterEach(async () => {
  await Promise.all(listeners.map((server) => new Promise((resolve) => server.close(resolve))));
  listeners = [];
});

test('a preferred port that is free is the one given', async () => {
  const preferred = await freePort();
  expect(await freePort(preferred)).toBe(preferred);
});

test('a preferred port that is taken is replaced by one that can be listened on', async () => {
  const taken = await freePort();
  await listen(taken);
  const other = await freePort(taken);
  expect(other).not.toBe(taken);
  await expect(listen(other)).resolves.toBeUndefined();
});

test('ports stay below those that systems hand out to outgoing connections', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
  expect(Math.max(...ports)).toBeLessThan(32_768);
  expect(Math.min(...ports)).toBeGreaterThan(1_023);
});

test('no port is given away twice, although nobody listens on it yet', async () => {
  const ports = await Promise.all(Array.from({ length: 500 }, () => freePort()));
  expect(new Set(ports).size).toBe(500);
});
