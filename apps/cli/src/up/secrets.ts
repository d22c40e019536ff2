import { randomBytes } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { type ServiceName, serviceNames } from '../services.ts';
import type { DataFolder } from './folder.ts';

const Secret = z.string().min(8);
const newSealingKey = (): string => `k1:${randomBytes(32).toString('base64')}`;

export const Secrets = z.object({
  postgresPassword: Secret,
  /** Of each service's worker role. */
  servicePasswords: z.record(z.string(), Secret),
  tiktokClientSecret: Secret,
  /** `<key id>:<32 bytes in base64>`. */
  sealingKey: z.string(),
  /** The same, for the secret of the TikTok app. */
  appSealingKey: z.string().default(newSealingKey),
  demoPassword: Secret,
  /** Of the demo workspace, once it is made. */
  apiKey: z.string().nullable(),
});
export type Secrets = z.infer<typeof Secrets>;

const newSecret = (): string => randomBytes(24).toString('base64url');

function newSecrets(): Secrets {
  return {
    postgresPassword: newSecret(),
    servicePasswords: {},
    tiktokClientSecret: newSecret(),
    sealingKey: newSealingKey(),
    appSealingKey: newSealingKey(),
    demoPassword: randomBytes(9).toString('base64url'),
    apiKey: null,
  };
}

/** The folder's secrets; whatever is missing is generated, once. */
export async function ensureSecrets(folder: DataFolder): Promise<Secrets> {
  const known = (await readSecrets(folder)) ?? newSecrets();
  const generated = Object.fromEntries(serviceNames.map((name) => [name, newSecret()]));
  const secrets = { ...known, servicePasswords: { ...generated, ...known.servicePasswords } };
  await saveSecrets(folder, secrets);
  return secrets;
}

/** Undefined when this folder was never used. */
export async function readSecrets(folder: DataFolder): Promise<Secrets | undefined> {
  const text = await readFile(folder.file('secrets.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Secrets.parse(JSON.parse(text));
}

/** Readable by the owner only, and never half written. */
export async function saveSecrets(folder: DataFolder, secrets: Secrets): Promise<void> {
  const file = folder.file('secrets.json');
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
}

export function passwordOf(secrets: Secrets, service: ServiceName): string {
  const password = secrets.servicePasswords[service];
  if (password === undefined) throw new Error(`there is no password for ${service}`);
  return password;
}
