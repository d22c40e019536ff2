import { type Account } from '../accounts/entities.ts';
import { fingerprint } from '../oauth/store.ts';
import type { Platform } from '../platform/platform.ts';
import { messagingIsClosed } from '../platform/regions.ts';
import type { AccountCall, AccountEndpoint } from './endpoint.ts';
import type { Params } from './params.ts';
import { refuse } from './refusal.ts';

const notAuthorized = 'No permission to operate this account.';

/** The gate before every `/business/*` call for an account: token, business_id, scope, kind and region. */
export function authenticate(
  platform: Platform,
  endpoint: AccountEndpoint,
  params: Params,
  header: string | undefined,
): AccountCall {
  if (!header) {
    return refuse(40104, 'Access token is null, you should set it in http header with key Access-Token.');
  }
  const token = platform.oauth.find(header);
  if (token?.kind !== 'access' || platform.oauth.isDead(token))
    return refuse(40105, 'Access token is incorrect or has been revoked.');
  if (platform.oauth.isExpired(token)) refuse(40102, 'Access token has expired.');
  const account = platform.accounts.find(token.openId) ?? refuse(40001, notAuthorized);
  if (params.text('business_id') !== account.openId) refuse(40001, notAuthorized);
  const scopes = token.scopes.split(',');
  if (endpoint.scope !== undefined && !scopes.includes(endpoint.scope)) {
    refuse(40001, `No permission: the scope ${endpoint.scope} is not granted.`);
  }
  if (endpoint.messaging) checkMessaging(account);
  return { params, account, scopes, tokenFingerprint: fingerprint(token.token) };
}

function checkMessaging({ kind, region }: Account): void {
  if (kind !== 'BUSINESS' || messagingIsClosed(region)) {
    refuse(40118, 'Business Messaging is not available for this account.');
  }
}
