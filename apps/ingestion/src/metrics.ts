import { Counter } from 'prom-client';

const deliveries = new Counter({
  name: 'duet_webhooks_total',
  help: 'Webhooks by what became of them at the door',
  labelNames: ['verdict'],
});
const normalized = new Counter({
  name: 'duet_webhooks_normalized_total',
  help: 'Kept webhooks by what they turned out to be',
  labelNames: ['state'],
});
const healed = new Counter({
  name: 'duet_healed_total',
  help: "Messages and comments that no webhook but TikTok's lists brought",
  labelNames: ['channel_type'],
});

export const countDelivery = (verdict: 'fresh' | 'stale' | 'forged' | 'malformed' | 'refused'): void =>
  deliveries.inc({ verdict });
export const countNormalized = (state: string, count: number): void => normalized.inc({ state }, count);
export const countHealed = (channelType: string, count: number): void =>
  healed.inc({ channel_type: channelType }, count);
