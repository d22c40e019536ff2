import type { Check } from './check.ts';

/** The address that TikTok calls is reachable and refuses what TikTok did not sign. */
export const webhook: Check = {
  name: 'webhook',
  async run({ webhookUrl }) {
    const answer = await fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(5_000),
    });
    await answer.arrayBuffer();
    const faults =
      answer.status === 401 ? [] : [`it answers ${answer.status} to an unsigned delivery, 401 was expected`];
    return { seen: `${webhookUrl} refuses an unsigned delivery`, faults };
  },
};
