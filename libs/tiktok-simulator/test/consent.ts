import { appId, secret, type World } from './world.ts';

export const redirectUri = 'http://127.0.0.1:4321/tiktok/callback/';

export function authorizeUrl(world: World, scope: string, more: Record<string, string> = {}): string {
  const query = { client_key: appId, response_type: 'code', scope, redirect_uri: redirectUri, state: 's1', ...more };
  return `${world.simulator.url}/v2/auth/authorize?${new URLSearchParams(query)}`;
}

/** Presses a button of the consent page. @returns the address the browser is sent to, and its cookie */
export async function decide(url: string, form: [string, string][]): Promise<{ target: URL; cookie: string }> {
  const body = new URLSearchParams(form);
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { target: new URL(response.headers.get('location') ?? 'http://none'), cookie };
}

export function exchange(world: World, auth_code: string, more: object = {}) {
  const app = { client_id: appId, client_secret: secret, grant_type: 'authorization_code' };
  return world.post('/tt_user/oauth2/token/', { ...app, auth_code, redirect_uri: redirectUri, ...more }, '');
}

export function refresh(world: World, refresh_token: string) {
  const app = { client_id: appId, client_secret: secret, grant_type: 'refresh_token' };
  return world.post('/tt_user/oauth2/refresh_token/', { ...app, refresh_token }, '');
}
