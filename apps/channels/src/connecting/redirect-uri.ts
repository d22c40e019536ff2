import type { ChannelsConfig } from '../config.ts';

/** Registered at TikTok and sent byte for byte the same in both steps; TikTok wants the closing slash. */
export const redirectUri = ({ PUBLIC_URL }: Pick<ChannelsConfig, 'PUBLIC_URL'>): string =>
  `${PUBLIC_URL.replace(/\/+$/, '')}/integrations/tiktok/callback/`;

/**
 * Whether TikTok would take this address (its rules for redirect URLs: https, no port, a closing slash). Addresses of
 * this machine are for a simulator on it.
 */
export function isRedirectSuitable({
  PUBLIC_URL,
  TIKTOK_AUTHORIZE_URL,
}: Pick<ChannelsConfig, 'PUBLIC_URL' | 'TIKTOK_AUTHORIZE_URL'>): boolean {
  const { protocol, port, hostname } = new URL(PUBLIC_URL);
  if (isThisMachine(hostname)) return isThisMachine(new URL(TIKTOK_AUTHORIZE_URL).hostname);
  return protocol === 'https:' && port === '';
}

const isThisMachine = (hostname: string): boolean => hostname === '127.0.0.1' || hostname === 'localhost';
