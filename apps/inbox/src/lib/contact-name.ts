import type { ContactView } from '@duet/contracts';

/** What to call a customer, with the best that is known. */
export const contactName = ({ displayName, username }: ContactView): string =>
  displayName?.trim() || (username ? `@${username}` : 'TikTok user');
