import { z } from 'zod';
import type { TikTokClient } from './client.ts';
import { count, id, optionalText } from './wire.ts';

export const TIKTOK_AUTHORIZE_URL = 'https://www.tiktok.com/v2/auth/authorize';

export interface Tokens {
  accessToken: string;
  /** From the moment of the answer; count it from before the call. */
  accessTokenTtlMs: number;
  refreshToken: string;
  /** Counts down from the original consent; null where TikTok leaves it out. */
  refreshTokenTtlMs: number | null;
  /** Null where TikTok leaves it out: then ask `tokenInfo`. */
  scopes: string[] | null;
}

export interface TokenGrant extends Tokens {
  businessId: string;
}

const ACCESS_TOKEN_SECONDS = 86_400;

const scopes = optionalText.transform((text) => text?.split(/[\s,]+/).filter(Boolean) ?? null);

const tokens = z.object({
  access_token: z.string().min(1),
  expires_in: count.nullish(),
  refresh_token: z.string().min(1).nullish(),
  refresh_token_expires_in: count.nullish(),
  scope: scopes,
});

const grant = tokens.extend({ open_id: id, refresh_token: z.string().min(1) });

/**
 * Where the account's owner gives consent. One scope that the app does not hold makes TikTok refuse the whole request.
 *
 * @param options.forceConsent without it an account that authorized before is sent straight back, and a wider scope
 *   list is not asked for
 */
export function authorizeUrl(options: {
  clientKey: string;
  scopes: readonly string[];
  redirectUri: string;
  state: string;
  forceConsent: boolean;
  authorizeEndpoint?: string;
}): string {
  const url = new URL(options.authorizeEndpoint ?? TIKTOK_AUTHORIZE_URL);
  url.searchParams.set('client_key', options.clientKey);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('scope', options.scopes.join(','));
  url.searchParams.set('redirect_uri', options.redirectUri);
  url.searchParams.set('state', options.state);
  if (options.forceConsent) url.searchParams.set('disable_auto_auth', '1');
  return url.href;
}

/**
 * Trades an authorization code (10 minutes, one use) for tokens.
 *
 * @throws TikTokTokenRejected  the code is used, expired or cancelled: start consent again
 * Source: portal doc 1833997638479041
 */
export async function exchangeCode(
  client: TikTokClient,
  { authCode, redirectUri }: { authCode: string; redirectUri: string },
): Promise<TokenGrant> {
  const data = await client.call(
    {
      method: 'POST',
      path: '/tt_user/oauth2/token/',
      auth: { kind: 'oauth-client' },
      json: { grant_type: 'authorization_code', auth_code: authCode, redirect_uri: redirectUri },
      secrets: [authCode],
    },
    grant,
  );
  return { ...toTokens(data, data.refresh_token), businessId: data.open_id };
}

/**
 * Trades the refresh token for a new pair; the old refresh token is dead afterwards, so store the new one first.
 *
 * @throws TikTokUnreachable | TikTokHttpError  with performed 'maybe' the new pair may be lost: never call it again
 * Source: portal doc 1833997679342594
 */
export async function refreshTokens(client: TikTokClient, refreshToken: string): Promise<Tokens> {
  const data = await client.call(
    {
      method: 'POST',
      path: '/tt_user/oauth2/refresh_token/',
      auth: { kind: 'oauth-client' },
      json: { grant_type: 'refresh_token', refresh_token: refreshToken },
      secrets: [refreshToken],
    },
    tokens,
  );
  return toTokens(data, data.refresh_token ?? refreshToken);
}

/** Ends the consent: access and refresh token die. Source: portal doc 1833997665030145 */
export async function revokeAccess(client: TikTokClient, accessToken: string): Promise<void> {
  await client.call(
    {
      method: 'POST',
      path: '/tt_user/oauth2/revoke/',
      auth: { kind: 'oauth-client' },
      json: { access_token: accessToken },
      secrets: [accessToken],
    },
    z.unknown(),
  );
}

/** Which app, account and scopes an access token stands for. */
export async function tokenInfo(
  client: TikTokClient,
  accessToken: string,
): Promise<{ appId: string; businessId: string; scopes: string[] }> {
  const data = await client.call(
    {
      method: 'POST',
      path: '/tt_user/token_info/get/',
      auth: { kind: 'token-only' },
      json: { access_token: accessToken },
      secrets: [accessToken],
    },
    z.object({ app_id: id, scope: scopes, creator_id: id }),
  );
  return { appId: data.app_id, businessId: data.creator_id, scopes: data.scope ?? [] };
}

function toTokens(data: z.output<typeof tokens>, refreshToken: string): Tokens {
  return {
    accessToken: data.access_token,
    accessTokenTtlMs: (data.expires_in ?? ACCESS_TOKEN_SECONDS) * 1_000,
    refreshToken,
    refreshTokenTtlMs: data.refresh_token_expires_in == null ? null : data.refresh_token_expires_in * 1_000,
    scopes: data.scope,
  };
}
