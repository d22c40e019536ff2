import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { z } from 'zod';
import { Failure } from '../command.ts';
import type { DataFolder } from './folder.ts';

const Lock = z.object({ pid: z.number().int(), port: z.number().int() });
type Lock = z.infer<typeof Lock>;

/**
 * Holds a data folder for this process, and keeps the process alive until it is released. The holder listens on a port and greets with the folder's path, so that
 * neither a killed holder nor a process id in other hands is ever taken for a running one.
 *
 * @returns releases it
 * @throws Failure another process holds it
 */
export async function holdFolder(folder: DataFolder): Promise<() => Promise<void>> {
  const server = createServer((socket) => socket.on('error', () => undefined).end(`${folder.path}\n`));
  const port = await listen(server);
  const file = folder.file('lock.json');
  const mine = `${file}.${process.pid}`;
  await writeFile(mine, JSON.stringify({ pid: process.pid, port } satisfies Lock));
  try {
    // A link appears complete or not at all, and never over an existing file.
    await link(mine, file).catch(async () => {
      const pid = await holderOf(folder);
      if (pid !== undefined) {
        throw new Failure(
          `Duet already runs on ${folder.path} (process ${pid}). Stop it first, with Ctrl-C where it runs.`,
        );
      }
      await rm(file, { force: true });
      await link(mine, file);
    });
  } catch (error) {
    server.close();
    throw error;
  } finally {
    await rm(mine);
  }
  return async () => {
    await rm(file, { force: true });
    server.close();
  };
}

/** The process that holds this folder, undefined when none does. */
export async function holderOf(folder: DataFolder): Promise<number | undefined> {
  const text = await readFile(folder.file('lock.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { pid, port } = Lock.parse(JSON.parse(text));
  return (await greetingOn(port)) === folder.path ? pid : undefined;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}

function greetingOn(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    let greeting = '';
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (chunk) => (greeting += chunk.toString('utf8')));
    socket.on('error', () => resolve(undefined));
    socket.on('close', () => resolve(greeting.trim()));
  });
}
