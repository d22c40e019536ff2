import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ControlClient } from '@duet/tiktok-simulator';

const folder = mkdtempSync(join(tmpdir(), 'duet-simulator-process-'));
const dbFile = join(folder, 'simulator.db');
const main = join(import.meta.dirname, 'main.ts');
const running: ChildProcess[] = [];

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function start(): Promise<{ child: ChildProcess; line: string; control: ControlClient }> {
  const env = { ...process.env, SIMULATOR_PORT: '0', SIMULATOR_DB: dbFile };
  const child = spawn(process.execPath, ['--conditions=source', main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const url = /http:\S+/.exec(line)?.[0] ?? '';
  return { child, line, control: new ControlClient(url) };
}

test('what was answered before kill -9 is there after a restart, and SIGTERM ends the process cleanly', async () => {
  const first = await start();
  expect(first.line).toContain('/phone');
  const { conversationId } = await first.control.act({ do: 'dm', customer: 'ana_pe', text: 'Hello' });
  const { refresh_token } = await first.control.grant('sim.store');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await start();
  const thread = await second.control.get<{ conversation: { conversationId: string } }>('/thread', {
    customer: 'ana_pe',
  });
  expect(thread.conversation.conversationId).toBe(conversationId);
  expect(refresh_token).toMatch(/^rft\./);
  second.child.kill('SIGTERM');
  expect(await once(second.child, 'exit')).toEqual([0, null]);
});

test('a missing variable is named and ends the process with 1', async () => {
  const env = { ...process.env, SIMULATOR_PORT: '0', SIMULATOR_DB: '' };
  const child = spawn(process.execPath, ['--conditions=source', main], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  running.push(child);
  const [line] = await once(createInterface({ input: child.stderr }), 'line');
  expect(line).toBe('SIMULATOR_DB is missing: a path for the SQLite file');
});
