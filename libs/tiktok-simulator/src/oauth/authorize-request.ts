import { isLoopback } from '../platform/app-config.ts';
import type { Platform } from '../platform/platform.ts';
import { isScope } from './scopes.ts';

export interface AuthorizeRequest {
  scopes: string[];
  redirectUri: string;
  state: string;
  disableAutoAuth: boolean;
}

/** @returns the request, or the reason why TikTok shows an error page and sends nobody back */
export function readAuthorizeRequest(
  platform: Platform,
  params: URLSearchParams,
): AuthorizeRequest | { problem: string } {
  const { clientKey, redirectUris } = platform.app.current;
  const redirectUri = params.get('redirect_uri') ?? '';
  const scopes = (params.get('scope') ?? '').split(',').filter((scope) => scope !== '');
  const foreign = scopes.find((scope) => !isScope(scope));
  if (params.get('client_key') !== clientKey) return { problem: 'client_key: unknown app' };
  if (params.get('response_type') !== 'code') return { problem: 'response_type: must be code' };
  const isAllowed =
    redirectUris.includes(redirectUri) || (platform.settings.current.allowLoopbackRedirect && isLoopback(redirectUri));
  if (!isAllowed) return { problem: 'redirect_uri: not registered for this app' };
  if (scopes.length === 0) return { problem: 'scope: is missing' };
  if (foreign !== undefined) return { problem: `scope: the app does not hold ${foreign}` };
  return {
    scopes,
    redirectUri,
    state: params.get('state') ?? '',
    disableAutoAuth: params.get('disable_auto_auth') === '1',
  };
}

export function redirectBack(request: AuthorizeRequest, answer: Record<string, string>): string {
  const url = new URL(request.redirectUri);
  for (const [name, value] of Object.entries({ ...answer, state: request.state })) url.searchParams.set(name, value);
  return url.href;
}
