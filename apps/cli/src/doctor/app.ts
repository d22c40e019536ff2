import { TikTokAppGet } from '@duet/contracts';
import { asOperator } from '../operator.ts';
import type { Check } from './check.ts';

/**
 * Whose key and secret are used. That TikTok takes them, and that our webhook address takes what is signed with them,
 * the pre-flight finds out.
 */
export const app: Check = {
  name: 'app',
  async run({ natsUrl }) {
    const { source, clientKey, secretEndsWith, changedAt } = await asOperator(natsUrl, (ask) => ask(TikTokAppGet, {}));
    const since = source === 'set' ? `set ${changedAt ?? ''}` : 'from the environment';
    return { seen: `${clientKey}, secret ending in ${secretEndsWith}, ${since}`, faults: [] };
  },
};
