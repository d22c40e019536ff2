import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../accounts/entities.ts';
import type { Platform } from '../platform/platform.ts';
import { type AuthorizeRequest, readAuthorizeRequest, redirectBack } from './authorize-request.ts';
import { consentPage, consentProblemPage, loginPage } from './consent-page.ts';

/** `GET /v2/auth/authorize` shows the consent, its form posts the decision to the same address. */
export function registerConsent(app: FastifyInstance, platform: Platform): void {
  for (const path of ['/v2/auth/authorize', '/v2/auth/authorize/']) {
    app.get(path, async (request, reply) => {
      const wanted = readAuthorizeRequest(platform, queryOf(request));
      if ('problem' in wanted) return problem(reply, wanted.problem);
      const again = alreadyAuthorized(platform, request, wanted);
      if (again) return reply.redirect(again, 302);
      const accounts = loggedIn(platform, request);
      if (accounts.length === 0) return reply.type('text/html').send(loginPage(request.url));
      return reply.type('text/html').send(consentPage(request.url, accounts, wanted.scopes));
    });

    app.post(path, async (request, reply) => {
      const wanted = readAuthorizeRequest(platform, queryOf(request));
      if ('problem' in wanted) return problem(reply, wanted.problem);
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      if (form.get('decision') === 'login') return logIn(platform, form, request.url, reply);
      if (form.get('decision') !== 'continue') return reply.redirect(denied(wanted, 'The user denied access.'), 303);
      const account = platform.accounts.find(form.get('account') ?? '');
      if (!account) return problem(reply, 'account: choose one');
      const granted = wanted.scopes.filter((scope) => form.getAll('scope').includes(scope));
      if (granted.length === 0) return reply.redirect(denied(wanted, 'No permission was granted.'), 303);
      const target = platform.commit(() => granting(platform, wanted, account.openId, granted));
      const cookie = `sim_account=${encodeURIComponent(account.openId)}; Path=/v2/auth; HttpOnly; SameSite=Lax`;
      return reply.header('set-cookie', cookie).redirect(target, 303);
    });
  }
}

/** The accounts that this browser may give consent for: all of them, unless TikTok wants to know who it is. */
function loggedIn(platform: Platform, request: FastifyRequest): Account[] {
  if (!platform.settings.current.askForLogin) return platform.accounts.list();
  const account = platform.accounts.find(cookieOf(request, 'sim_login'));
  return account ? [account] : [];
}

function logIn(platform: Platform, form: URLSearchParams, url: string, reply: FastifyReply): FastifyReply {
  const account = platform.accounts.find(form.get('username') ?? '');
  if (!account || !form.get('password')) return problem(reply, 'Username or password is wrong.');
  const cookie = `sim_login=${encodeURIComponent(account.openId)}; Path=/v2/auth; HttpOnly; SameSite=Lax`;
  return reply.header('set-cookie', cookie).redirect(url, 303);
}

function cookieOf(request: FastifyRequest, name: string): string {
  const pairs = (request.headers.cookie ?? '').split(/;\s*/).map((pair) => pair.split('='));
  return decodeURIComponent(pairs.find(([key]) => key === name)?.[1] ?? '');
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://simulator').searchParams;
}

function problem(reply: FastifyReply, text: string): FastifyReply {
  return reply.code(400).type('text/html').send(consentProblemPage(text));
}

function denied(wanted: AuthorizeRequest, description: string): string {
  return redirectBack(wanted, { error: 'access_denied', error_description: description });
}

function granting(platform: Platform, wanted: AuthorizeRequest, openId: string, scopes: string[]): string {
  const { code } = platform.oauth.issueCode(openId, scopes, wanted.redirectUri);
  return redirectBack(wanted, { code, scopes: scopes.join(',') });
}

/** Without `disable_auto_auth=1` a browser that consented before is bounced back; wider scopes are not asked for again. */
function alreadyAuthorized(platform: Platform, request: FastifyRequest, wanted: AuthorizeRequest): string | undefined {
  const openId = cookieOf(request, 'sim_account');
  if (wanted.disableAutoAuth || openId === '') return undefined;
  const scopes = platform.oauth.grantedScopes(openId).filter((scope) => wanted.scopes.includes(scope));
  return scopes.length === 0 ? undefined : platform.commit(() => granting(platform, wanted, openId, scopes));
}
