import { z } from 'zod';
import type { Check } from './check.ts';

const Channels = z.object({
  channels: z.array(
    z.object({
      type: z.string(),
      title: z.string(),
      state: z.string(),
      account: z.object({ username: z.string() }),
      notices: z.array(z.object({ text: z.string() })),
    }),
  ),
});

/** Every connected account still has its permissions. */
export const tokens: Check = {
  name: 'tokens',
  async run(target) {
    const answer = await fetch(`${target.apiUrl}/channels`, {
      headers: { authorization: `Bearer ${target.apiKey}` },
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) return { seen: 'the channel list', faults: [`${target.apiUrl}/channels answers ${answer.status}`] };
    const { channels } = Channels.parse(await answer.json());
    const faults = channels.flatMap(({ type, title, state, account, notices }) => {
      const lost = state === 'needs_reconnecting' ? ['needs reconnecting: do so under Integrations'] : [];
      return [...lost, ...notices.map(({ text }) => text)].map(
        (what) => `@${account.username} ${title} (${type}): ${what}`,
      );
    });
    const connected = channels.filter(({ state }) => state === 'connected').length;
    return { seen: `${connected} of ${channels.length} channels connected`, faults };
  },
};
