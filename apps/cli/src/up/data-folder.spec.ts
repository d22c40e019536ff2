import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceNames } from '../services.ts';
import { type DemoFile, readDemoFile, writeDemoFile } from './demo-file.ts';
import { DataFolder } from './folder.ts';
import { holderOf, holdFolder } from './lock.ts';
import { choosePorts } from './ports.ts';
import { forgetRunning } from './running-file.ts';
import { ensureSecrets, readSecrets, saveSecrets } from './secrets.ts';

let folder: DataFolder;

beforeEach(async () => {
  folder = new DataFolder(mkdtempSync(join(tmpdir(), 'duet-cli-')));
  await folder.make();
});
afterEach(() => rmSync(folder.path, { recursive: true, force: true }));

test('secrets are generated once, readable by their owner only, and kept', async () => {
  const secrets = await ensureSecrets(folder);
  expect(statSync(folder.file('secrets.json')).mode & 0o777).toBe(0o600);
  expect(Object.keys(secrets.servicePasswords).sort()).toEqual([...serviceNames].sort());
  expect(secrets.sealingKey).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/);
  expect(await ensureSecrets(folder)).toEqual(secrets);
  const values = [secrets.postgresPassword, secrets.tiktokClientSecret, ...Object.values(secrets.servicePasswords)];
  expect(new Set(values).size).toBe(values.length);
});

test('a service that was not there at the last start gets its password, the others keep theirs', async () => {
  const before = await ensureSecrets(folder);
  const { gateway, ...others } = before.servicePasswords;
  await saveSecrets(folder, { ...before, servicePasswords: others });
  const { servicePasswords } = await ensureSecrets(folder);
  expect(servicePasswords).toMatchObject(others);
  expect(servicePasswords['gateway']).toEqual(expect.not.stringMatching(gateway ?? ''));
});

test('a folder that was never used has no secrets', async () => {
  expect(await readSecrets(folder)).toBeUndefined();
});

const demo: DemoFile = {
  inboxUrl: 'http://127.0.0.1:4000',
  apiUrl: 'http://127.0.0.1:4000/api/v1',
  apiKey: 'duet_key',
  webhookUrl: 'http://127.0.0.1:4001/webhooks/tiktok',
  webhookSecret: 'secret',
  clientKey: '7600000000000000001',
  accountId: '-000',
  simulatorUrl: 'http://127.0.0.1:4010',
  phoneUrl: 'http://127.0.0.1:4010/phone',
  login: { email: 'demo@duet.example', password: 'password' },
};

test('demo.json holds exactly what a stranger needs, and is gone when nothing runs', async () => {
  await writeDemoFile(folder, demo);
  expect(JSON.parse(readFileSync(folder.file('demo.json'), 'utf8'))).toEqual(demo);
  expect(statSync(folder.file('demo.json')).mode & 0o777).toBe(0o600);
  expect(await readDemoFile(folder)).toEqual(demo);
  await forgetRunning(folder);
  expect(await readDemoFile(folder)).toBeUndefined();
});

test('a demo.json with more in it is refused', async () => {
  writeFileSync(folder.file('demo.json'), JSON.stringify({ ...demo, more: 1 }));
  await expect(readDemoFile(folder)).rejects.toThrow('more');
});

test('a folder is held by one process at a time', async () => {
  const release = await holdFolder(folder);
  expect(await holderOf(folder)).toBe(process.pid);
  await expect(holdFolder(folder)).rejects.toThrow(`Duet already runs on ${folder.path} (process ${process.pid})`);
  await release();
  expect(await holderOf(folder)).toBeUndefined();
  await (
    await holdFolder(folder)
  )();
});

test('what a killed process left behind holds nothing, even with its port in other hands', async () => {
  const stranger = await listen(0);
  const lock = (port: number) => JSON.stringify({ pid: process.pid, port });
  writeFileSync(folder.file('lock.json'), lock(portOf(stranger)));
  expect(await holderOf(folder)).toBeUndefined();
  await (
    await holdFolder(folder)
  )();
  stranger.close();
});

test('ports are kept from start to start, and a taken one is replaced', async () => {
  const first = await choosePorts(folder);
  expect(await choosePorts(folder)).toEqual(first);
  const taker = await listen(first.ingestion);
  const second = await choosePorts(folder);
  expect(second).toEqual({ ...first, ingestion: expect.any(Number) });
  expect(second.ingestion).not.toBe(first.ingestion);
  taker.close();
});

test('a port that was asked for and is taken is not replaced silently', async () => {
  const taker = await listen(0);
  await expect(choosePorts(folder, portOf(taker))).rejects.toThrow(`Port ${portOf(taker)} is taken.`);
  taker.close();
});

function listen(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.end('someone else\n'));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
