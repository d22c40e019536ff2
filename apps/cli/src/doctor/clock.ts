import { type Check, withClient } from './check.ts';

/** TikTok's signatures are good for five minutes; what differs by seconds is already wrong somewhere. */
const TOLERATED_MS = 2_000;

/** This machine and the database agree on the time. */
export const clock: Check = {
  name: 'clock',
  async run(target) {
    const skewMs = await withClient(target.superuserUrl, async (client) => {
      const before = Date.now();
      const { rows } = await client.query<{ at: string }>('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS at');
      return Math.round(Number(rows[0]?.at) - (before + Date.now()) / 2);
    });
    const apart = `${Math.abs(skewMs)} ms apart from the database`;
    const faults = Math.abs(skewMs) > TOLERATED_MS ? [`the clocks are ${apart}: synchronise them (NTP)`] : [];
    return { seen: apart, faults };
  },
};
