import type { Account } from '../accounts/entities.ts';
import { messagingIsClosed } from '../platform/regions.ts';
import { isScope, scopeTitles } from './scopes.ts';

/** The page on which the account's owner chooses the account and switches each permission. */
export function consentPage(action: string, accounts: Account[], scopes: string[]): string {
  return page(
    'Authorize access',
    `<h1>Connect your TikTok account</h1>
    <p>An app asks for access. Choose the account and what the app may do.</p>
    <form method="post" action="${escapeHtml(action)}">
      <fieldset><legend>Account</legend>${accounts.map(accountChoice).join('')}</fieldset>
      <fieldset><legend>Permissions</legend>${scopes.map(scopeSwitch).join('')}</fieldset>
      <div class="actions">
        <button name="decision" value="cancel" class="quiet">Cancel</button>
        <button name="decision" value="continue">Continue</button>
      </div>
    </form>`,
  );
}

/** The login is TikTok's own: the app that asks for access never sees it. Any password will do here. */
export function loginPage(action: string): string {
  return page(
    'Log in',
    `<h1>Log in to TikTok</h1>
    <form method="post" action="${escapeHtml(action)}">
      <p><label>Username <input name="username" autocomplete="username" required></label></p>
      <p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
      <div class="actions"><button name="decision" value="login">Log in</button></div>
    </form>`,
  );
}

export function consentProblemPage(problem: string): string {
  return page('Something went wrong', `<h1>Something went wrong</h1><p role="alert">${escapeHtml(problem)}</p>`);
}

function accountChoice(account: Account, index: number): string {
  const notes = [account.kind === 'BUSINESS' ? 'Business account' : 'Personal account', account.region];
  if (account.kind === 'BUSINESS' && messagingIsClosed(account.region)) notes.push('no messaging API in this region');
  return `<label class="choice"><input type="radio" name="account" value="${escapeHtml(account.openId)}" required${index === 0 ? ' checked' : ''}>
    <span><strong>@${escapeHtml(account.username)}</strong> ${escapeHtml(account.displayName)}<small>${escapeHtml(notes.join(' · '))}</small></span></label>`;
}

function scopeSwitch(scope: string): string {
  const title = isScope(scope) ? scopeTitles[scope] : scope;
  return `<label class="choice"><input type="checkbox" role="switch" name="scope" value="${escapeHtml(scope)}" checked>
    <span>${escapeHtml(title)}<small>${escapeHtml(scope)}</small></span></label>`;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – TikTok simulator</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.45 system-ui, sans-serif; }
  body { margin: 0; background: light-dark(#f4f4f5, #18181b); color: light-dark(#18181b, #f4f4f5); }
  main { max-width: 30rem; margin: 2rem auto; padding: 1.5rem; border-radius: 1rem; background: light-dark(#fff, #27272a); }
  h1 { font-size: 1.3rem; margin: 0 0 .5rem; }
  fieldset { border: 0; padding: 0; margin: 1.25rem 0 0; } legend { font-weight: 600; margin-bottom: .25rem; }
  .choice { display: flex; gap: .75rem; align-items: start; padding: .5rem .25rem; border-bottom: 1px solid #8883; }
  .choice input { margin-top: .3rem; } small { display: block; opacity: .7; }
  .actions { display: flex; gap: .75rem; justify-content: end; margin-top: 1.5rem; }
  button { font: inherit; padding: .6rem 1.4rem; border-radius: .5rem; border: 1px solid #fe2c55; background: #d9164a; color: #fff; }
  button.quiet { background: none; color: inherit; border-color: #8886; }
  footer { text-align: center; opacity: .6; font-size: .8rem; padding-bottom: 2rem; }
</style></head>
<body><main>${body}</main><footer>TikTok simulator – no real account is involved</footer></body></html>`;
}
