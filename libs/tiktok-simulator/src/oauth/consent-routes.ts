import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../platform/platform.ts';
import { type AuthorizeRequest, readAuthorizeRequest, redirectBack } from './authorize-request.ts';
import { consentPage, consentProblemPage } from './consent-page.ts';

const rememberedAccount = /(?:^|;\s*)sim_account=([^;]+)/;

/** `GET /v2/auth/authorize` shows the consent, its form posts the decision to the same address. */
export function registerConsent(app: FastifyInstance, platform: Platform): void {
  for (const path of ['/v2/auth/authorize', '/v2/auth/authorize/']) {
    app.get(path, async (request, reply) => {
      const wanted = readAuthorizeRequest(platform, queryOf(request));
      if ('problem' in wanted) return problem(reply, wanted.problem);
      const again = alreadyAuthorized(platform, request, wanted);
      if (again) return reply.redirect(again, 302);
      return reply.type('text/html').send(consentPage(request.url, platform.accounts.list(), wanted.scopes));
    });

    app.post(path, async (request, reply) => {
      const wanted = readAuthorizeRequest(platform, queryOf(request));
      if ('problem' in wanted) return problem(reply, wanted.problem);
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
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
  const openId = decodeURIComponent(rememberedAccount.exec(request.headers.cookie ?? '')?.[1] ?? '');
  if (wanted.disableAutoAuth || openId === '') return undefined;
  const scopes = platform.oauth.grantedScopes(openId).filter((scope) => wanted.scopes.includes(scope));
  return scopes.length === 0 ? undefined : platform.commit(() => granting(platform, wanted, openId, scopes));
}
