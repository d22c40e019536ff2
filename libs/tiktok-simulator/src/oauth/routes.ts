import type { AppEndpoint, Data } from '../gateway/endpoint.ts';
import type { Params } from '../gateway/params.ts';
import { refuse } from '../gateway/refusal.ts';
import type { Platform } from '../platform/platform.ts';
import type { TokenPair } from './entities.ts';
import { fingerprint } from './store.ts';

/** Portal doc 1833997638479041. */
export const exchangeCode: AppEndpoint = {
  method: 'POST',
  path: '/tt_user/oauth2/token/',
  caller: 'app',
  perform(platform, params) {
    checkClient(platform, params);
    if (params.text('grant_type') !== 'authorization_code') refuse(40108, 'grant_type must be authorization_code.');
    const redirectUri = params.text('redirect_uri');
    const code = platform.oauth.findCode(params.text('auth_code'));
    if (!code || code.usedAt !== null || code.expiresAt <= platform.clock.now()) {
      return refuse(platform.settings.current.deadCodeError, 'auth_code is invalid, used or expired.');
    }
    if (code.redirectUri !== redirectUri) refuse(40101, 'redirect_uri does not match.');
    platform.oauth.markCodeUsed(code.code);
    const pair = platform.oauth.issueTokens(code.openId, code.scopes);
    platform.ledger.record({
      kind: 'token.exchange',
      account: code.openId,
      tokenFingerprint: fingerprint(pair.access.token),
      target: {},
      result: { refreshTokenFingerprint: fingerprint(pair.refresh.token), scopes: code.scopes },
    });
    return tokenData(platform, pair);
  },
};

/** Portal doc 1833997679342594. */
export const refreshToken: AppEndpoint = {
  method: 'POST',
  path: '/tt_user/oauth2/refresh_token/',
  caller: 'app',
  perform(platform, params) {
    checkClient(platform, params);
    if (params.text('grant_type') !== 'refresh_token') refuse(40108, 'grant_type must be refresh_token.');
    const token = platform.oauth.find(params.text('refresh_token'));
    if (token?.kind !== 'refresh' || platform.oauth.isDead(token)) return refuse(40107, 'Refresh token is invalid.');
    if (platform.oauth.isExpired(token)) refuse(40103, 'Refresh token is expired.');
    const pair = platform.oauth.rotate(token, platform.settings.current.refreshGraceSeconds * 1000);
    platform.ledger.record({
      kind: 'token.refresh',
      account: token.openId,
      tokenFingerprint: fingerprint(token.token),
      target: {},
      result: {
        accessTokenFingerprint: fingerprint(pair.access.token),
        refreshTokenFingerprint: fingerprint(pair.refresh.token),
      },
    });
    return tokenData(platform, pair);
  },
};

/** Access and refresh token die together, without an event (tiktok-api.md §12, 6). */
export const revokeToken: AppEndpoint = {
  method: 'POST',
  path: '/tt_user/oauth2/revoke/',
  caller: 'app',
  perform(platform, params) {
    checkClient(platform, params);
    const token = platform.oauth.find(params.text('access_token'));
    if (token?.kind !== 'access' || platform.oauth.isDead(token)) return refuse(40131, 'The access token is invalid.');
    platform.oauth.revoke(token);
    platform.ledger.record({
      kind: 'token.revoke',
      account: token.openId,
      tokenFingerprint: fingerprint(token.token),
      target: {},
      result: {},
    });
    return {};
  },
};

export const getTokenInfo: AppEndpoint = {
  method: 'POST',
  path: '/tt_user/token_info/get/',
  caller: 'app',
  perform(platform, params) {
    const appId = params.text('app_id');
    if (appId !== platform.app.current.clientKey) refuse(40113, 'The app id is wrong.');
    const token = platform.oauth.find(params.text('access_token'));
    if (token?.kind !== 'access' || platform.oauth.isDead(token) || platform.oauth.isExpired(token)) {
      return refuse(40131, 'The access token is invalid or expired.');
    }
    return { app_id: appId, scope: token.scopes, creator_id: token.openId };
  },
};

export function tokenData(platform: Platform, { access, refresh }: TokenPair): Data {
  const now = platform.clock.now();
  return {
    access_token: access.token,
    token_type: 'Bearer',
    expires_in: Math.round((access.expiresAt - now) / 1000),
    refresh_token: refresh.token,
    refresh_token_expires_in: Math.round((refresh.expiresAt - now) / 1000),
    open_id: access.openId,
    scope: access.scopes,
  };
}

function checkClient(platform: Platform, params: Params): void {
  const { clientKey, clientSecret } = platform.app.current;
  if (params.text('client_id') !== clientKey || params.text('client_secret') !== clientSecret) {
    refuse(40101, 'App id and secret do not match.');
  }
}
