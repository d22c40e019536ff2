/**
 * Where TikTok keeps pictures and videos: these domains and what is below them. Nothing else is fetched, whoever names
 * it; the list is data, since TikTok adds regional domains.
 * Source: addresses in TikTok's answers and webhooks, as of 2026-09
 */
export const TIKTOK_MEDIA_HOSTS: readonly string[] = [
  'tiktok.com',
  'tiktokcdn.com',
  'tiktokcdn-us.com',
  'tiktokcdn-eu.com',
  'tiktokv.com',
  'tiktokv.us',
  'tiktokv.eu',
  'ttwstatic.com',
  'ibyteimg.com',
  'byteimg.com',
  'byteoversea.com',
  'ibytedtos.com',
  'muscdn.com',
];

/** Whether an address is https at one of these hosts, or at the place where this client was told to talk to. */
export function isMediaAddress(url: string, hosts: readonly string[], baseUrl: string): boolean {
  const target = URL.parse(url);
  if (target === null || target.username !== '' || target.password !== '') return false;
  if (target.origin === new URL(baseUrl).origin) return true;
  const isKnown = hosts.some((host) => target.hostname === host || target.hostname.endsWith(`.${host}`));
  return target.protocol === 'https:' && target.port === '' && isKnown;
}
