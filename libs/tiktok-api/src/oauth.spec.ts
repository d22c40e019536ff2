import { createClient, json, startServer } from '../test/recording-server.ts';
import { authorizeUrl, exchangeCode, refreshTokens } from './index.ts';

async function clientOn(data: object) {
  const server = await startServer(json({ code: 0, message: 'OK', request_id: 'r', data }));
  return createClient(server.url);
}

const consent = { clientKey: 'k', scopes: ['a.b', 'c.d'], redirectUri: 'https://duet.example/cb/', state: 'x y+z' };

test('the authorize URL carries scopes, state and redirect, and can force the consent screen', () => {
  const url = new URL(authorizeUrl({ ...consent, forceConsent: true }));
  expect(url.origin + url.pathname).toBe('https://www.tiktok.com/v2/auth/authorize');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_key: 'k',
    response_type: 'code',
    scope: 'a.b,c.d',
    redirect_uri: 'https://duet.example/cb/',
    state: 'x y+z',
    disable_auto_auth: '1',
  });
  expect(authorizeUrl({ ...consent, forceConsent: false })).not.toContain('disable_auto_auth');
});

test('the authorize URL may point at a simulator', () => {
  const authorizeEndpoint = 'http://127.0.0.1:9/v2/auth/authorize';
  expect(authorizeUrl({ ...consent, forceConsent: false, authorizeEndpoint })).toMatch(/^http:\/\/127\.0\.0\.1:9\//);
});

test('tokens without scope, lifetimes or type are still tokens', async () => {
  const data = { access_token: 'a', refresh_token: 'r', open_id: 'o' };
  const grant = await exchangeCode(await clientOn(data), { authCode: 'c', redirectUri: 'u' });
  expect(grant).toEqual({
    accessToken: 'a',
    accessTokenTtlMs: 86_400_000,
    refreshToken: 'r',
    refreshTokenTtlMs: null,
    scopes: null,
    businessId: 'o',
  });
});

test('a refresh that names no new refresh token leaves the old one in force', async () => {
  const refreshed = await refreshTokens(await clientOn({ access_token: 'a2' }), 'r1');
  expect(refreshed).toMatchObject({ accessToken: 'a2', refreshToken: 'r1' });
});
