import { z } from 'zod';
import type { TikTokClient } from './client.ts';
import { optionalText } from './wire.ts';

/** A category of events; one configuration of each serves every account that authorized the app. */
export type WebhookCategory = 'DIRECT_MESSAGE' | 'COMMENT' | 'VIDEO' | 'BRAND_MENTION';

const AUTH = { kind: 'webhook-app' } as const;

/** Sets where TikTok delivers a category, replacing an earlier URL. Source: portal doc 1832184470423554 */
export async function updateWebhook(
  client: TikTokClient,
  { category, callbackUrl }: { category: WebhookCategory; callbackUrl: string },
): Promise<void> {
  await client.call(
    {
      method: 'POST',
      path: '/business/webhook/update/',
      auth: AUTH,
      json: { event_type: category, callback_url: callbackUrl },
    },
    z.unknown(),
  );
}

/** Where TikTok delivers a category; null when nowhere. Source: portal doc 1832184488625234 */
export async function getWebhook(
  client: TikTokClient,
  category: WebhookCategory,
): Promise<{ callbackUrl: string | null }> {
  const data = await client.call(
    { method: 'GET', path: '/business/webhook/list/', auth: AUTH, query: { event_type: category } },
    z.object({ callback_url: optionalText }),
  );
  return { callbackUrl: data.callback_url };
}

/** Stops deliveries of a category. Source: portal doc 1832184497985537 */
export async function deleteWebhook(client: TikTokClient, category: WebhookCategory): Promise<void> {
  await client.call(
    { method: 'POST', path: '/business/webhook/delete/', auth: AUTH, json: { event_type: category } },
    z.unknown(),
  );
}
