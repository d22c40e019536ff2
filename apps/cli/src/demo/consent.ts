import { Failure } from '../command.ts';

export interface Redirect {
  readonly state: string;
  readonly code: string;
  readonly scopes: string;
}

/**
 * Opens TikTok's consent page, chooses the account, leaves every permission on and presses "Continue".
 *
 * @returns what TikTok's redirect carries
 */
export async function consent(authorizeUrl: string, accountId: string): Promise<Redirect> {
  const page = await (await fetch(authorizeUrl)).text();
  const scopes = [...page.matchAll(/name="scope" value="([^"]+)"/g)].map(([, scope = '']) => scope);
  const action = unescapeHtml(/<form method="post" action="([^"]+)"/.exec(page)?.[1] ?? '');
  if (action === '' || scopes.length === 0) throw new Failure(`TikTok shows no consent form: ${page.slice(0, 500)}`);
  const form = new URLSearchParams({ account: accountId, decision: 'continue' });
  for (const scope of scopes) form.append('scope', scope);
  const answer = await fetch(new URL(action, authorizeUrl), { method: 'POST', body: form, redirect: 'manual' });
  const target = new URL(answer.headers.get('location') ?? 'http://nowhere', authorizeUrl);
  const [state, code] = [target.searchParams.get('state'), target.searchParams.get('code')];
  if (state === null || code === null) throw new Failure(`TikTok sends nobody back: ${answer.status} ${target.href}`);
  return { state, code, scopes: target.searchParams.get('scopes') ?? '' };
}

const unescapeHtml = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
