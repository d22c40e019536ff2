import { readFile, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { DataFolder } from './folder.ts';

/** Where the parts of a running embedded Duet are; without credentials. */
export const RunningFile = z.object({
  postgresUrl: z.url(),
  natsUrl: z.url(),
  /** Health and metrics of each service. */
  opsUrls: z.record(z.string(), z.url()),
});
export type RunningFile = z.infer<typeof RunningFile>;

export async function writeRunningFile(folder: DataFolder, running: RunningFile): Promise<void> {
  await writeFile(folder.file('running.json'), `${JSON.stringify(running, null, 2)}\n`);
}

export async function readRunningFile(folder: DataFolder): Promise<RunningFile | undefined> {
  const text = await readFile(folder.file('running.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : RunningFile.parse(JSON.parse(text));
}

/** Nothing runs any more, or not yet: nobody should find yesterday's addresses. */
export async function forgetRunning(folder: DataFolder): Promise<void> {
  for (const name of ['running.json', 'demo.json'] as const) await rm(folder.file(name), { force: true });
}
