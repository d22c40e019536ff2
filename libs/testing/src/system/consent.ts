/** A person at TikTok's consent page: chooses an account, leaves every switch on, continues. */
export async function consent(authorizeUrl: string, account = 'sim.store'): Promise<Record<string, string>> {
  const page = await (await fetch(authorizeUrl)).text();
  const openId = new RegExp(`value="([^"]+)"[^>]*>\\s*<span><strong>@${account.replace('.', '\\.')}<`).exec(page)?.[1];
  if (!openId) throw new Error(`TikTok's page does not offer @${account}`);
  const scopes = [...page.matchAll(/name="scope" value="([^"]+)"/g)].map(([, scope]): [string, string] => [
    'scope',
    scope ?? '',
  ]);
  const body = new URLSearchParams([['account', openId], ['decision', 'continue'], ...scopes]);
  const response = await fetch(authorizeUrl, { method: 'POST', body, redirect: 'manual' });
  return Object.fromEntries(new URL(response.headers.get('location') ?? '').searchParams);
}
