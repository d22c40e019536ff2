import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { System } from '@duet/testing';
import { progress } from '../report.ts';
import { fill } from './fill.ts';

const services = ['gateway', 'ticketing'] as const;
const root = resolve(import.meta.dirname, '../../..');

/**
 * Ticketing and the gateway over a database that holds so many tickets of fifty workspaces. It is filled once and kept in
 * the cache, under a name that changes with the schema and with what it is filled with.
 */
export async function openArchive(tickets: number): Promise<System> {
  const folder = join(cache(), 'bench', `${await fingerprint()}-${tickets}`);
  const mark = join(folder, 'filled');
  const isFilled = await access(mark).then(
    () => true,
    () => false,
  );
  if (!isFilled) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const system = await System.start({ folder, services, durable: false });
  if (isFilled) return system;
  try {
    const startedAt = performance.now();
    /* It would look for what is due in tables without indexes. */
    await system.kill('ticketing');
    await fill(system.superuserUrl, tickets);
    await system.revive('ticketing');
    await writeFile(mark, '');
    progress(
      `${tickets.toLocaleString('en')} tickets made in ${Math.round((performance.now() - startedAt) / 1_000)} s`,
    );
    return system;
  } catch (error) {
    await system.stop();
    throw error;
  }
}

const cache = (): string => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'duet');

async function fingerprint(): Promise<string> {
  const sources = ['apps/ticketing/src/schema.ts', 'bench/src/archive/fill.ts', 'bench/src/archive/plan.ts'];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(await readFile(join(root, source)));
  return hash.digest('hex').slice(0, 12);
}
