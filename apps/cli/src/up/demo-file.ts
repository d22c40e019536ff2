import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { DataFolder } from './folder.ts';

/** What a person or a test needs to use the running demo from outside. */
export const DemoFile = z.strictObject({
  inboxUrl: z.url(),
  /** With the version: `…/api/v1`. */
  apiUrl: z.url(),
  apiKey: z.string(),
  webhookUrl: z.url(),
  /** Signs webhooks: the app's client secret. */
  webhookSecret: z.string(),
  clientKey: z.string(),
  /** TikTok's id (`user_openid`) of the business account to connect. */
  accountId: z.string(),
  simulatorUrl: z.url(),
  phoneUrl: z.url(),
  login: z.strictObject({ email: z.string(), password: z.string() }),
});
export type DemoFile = z.infer<typeof DemoFile>;

export async function writeDemoFile(folder: DataFolder, demo: DemoFile): Promise<void> {
  await writeFile(folder.file('demo.json'), `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
}

/** Undefined while nothing runs, or is not ready yet. */
export async function readDemoFile(folder: DataFolder): Promise<DemoFile | undefined> {
  const text = await readFile(folder.file('demo.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : DemoFile.parse(JSON.parse(text));
}
