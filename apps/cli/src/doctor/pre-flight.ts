import { PreFlightView } from '@duet/contracts';
import type { Check } from './check.ts';

/** TikTok knows our app, sends people and events to us, and what we sign reaches us at the public address. */
export const preFlight: Check = {
  name: 'tiktok',
  async run({ apiUrl, apiKey }) {
    const answer = await fetch(`${apiUrl}/channels/tiktok/pre-flight`, {
      headers: { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(25_000),
    });
    if (!answer.ok) return { seen: 'the pre-flight', faults: [`the pre-flight answers ${answer.status}`] };
    const { checks } = PreFlightView.parse(await answer.json());
    const faults = checks
      .filter(({ status }) => status === 'failed')
      .map(({ code, cause, fix }) => `${code}: ${cause} ${fix}`);
    return { seen: checks.map(({ check, status }) => `${check} ${status}`).join(', '), faults };
  },
};
