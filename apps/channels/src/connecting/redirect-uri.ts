import type { ChannelsConfig } from '../config.ts';

/** Registered at TikTok and sent byte for byte the same in both steps; TikTok wants the closing slash. */
export const redirectUri = ({ PUBLIC_URL }: Pick<ChannelsConfig, 'PUBLIC_URL'>): string =>
  `${PUBLIC_URL.replace(/\/+$/, '')}/integrations/tiktok/callback/`;
