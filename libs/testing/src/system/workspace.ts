import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { roleUrl } from './servers.ts';

export const OWNER = { email: 'owner@example.test', password: 'correct horse battery' };

export interface Workspace {
  readonly workspaceId: string;
  /** Of an admin. */
  readonly apiKey: string;
}

/** A workspace with its owner and a key, made by gateway's own command. */
export async function makeWorkspace(
  superuserUrl: string,
  root: string,
  { email, password }: { email: string; password: string },
): Promise<Workspace> {
  const env = {
    ...process.env,
    DATABASE_URL: roleUrl(superuserUrl, 'gateway_worker'),
    DUET_OWNER_PASSWORD: password,
  };
  const admin = async (...args: string[]): Promise<Record<string, string>> => {
    const script = join(root, 'apps/gateway/dist/admin.js');
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { env });
    return JSON.parse(stdout);
  };
  const owner = ['--owner-email', email, '--owner-name', 'Olivia Owner'];
  const { workspaceId = '' } = await admin('create-workspace', '--name', 'Test', '--plan', 'paid', ...owner);
  const key = await admin('create-api-key', '--workspace', workspaceId, '--role', 'admin', '--name', 'test');
  return { workspaceId, apiKey: key['apiKey'] ?? '' };
}
