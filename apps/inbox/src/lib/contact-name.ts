import type { ContactView } from '@duet/contracts';
import { strings } from './strings.ts';

/** What to call a customer, with the best that is known. */
export const contactName = ({ displayName, username }: ContactView): string =>
  displayName?.trim() || (username ? `@${username}` : strings.unknownUser);
