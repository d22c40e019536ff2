import { z } from 'zod';
import { ask } from '../child.ts';
import { programOf } from '../installation.ts';
import { saveSecrets, type Secrets } from './secrets.ts';
import type { DataFolder } from './folder.ts';

export const DEMO_EMAIL = 'demo@duet.example';

const CreatedWorkspace = z.object({ workspaceId: z.uuid() });
const CreatedApiKey = z.object({ apiKey: z.string() });

/**
 * The workspace "Demo" with its owner and an API key; what is there already stays.
 *
 * @param databaseUrl of the gateway's worker
 * @returns the API key
 */
export async function ensureDemoWorkspace(folder: DataFolder, secrets: Secrets, databaseUrl: string): Promise<string> {
  const admin = programOf('gateway', 'admin');
  const environment = { DATABASE_URL: databaseUrl, DUET_OWNER_PASSWORD: secrets.demoPassword };
  const owner = ['--owner-email', DEMO_EMAIL, '--owner-name', 'Demo Owner'];
  const workspace = ['create-workspace', '--name', 'Demo', '--plan', 'paid', ...owner];
  if (secrets.apiKey !== null) return secrets.apiKey;
  const { workspaceId } = CreatedWorkspace.parse(await ask(admin, workspace, environment));
  const key = ['create-api-key', '--workspace', workspaceId, '--role', 'owner', '--name', 'Demo'];
  const { apiKey } = CreatedApiKey.parse(await ask(admin, key, environment));
  await saveSecrets(folder, { ...secrets, apiKey });
  return apiKey;
}
