import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@duet/contracts';
import { CONFIG } from '@duet/service-kit';
import { signWebhook } from '@duet/tiktok-api';
import { TikTokApp } from '../app/tiktok-app.ts';
import type { ChannelsConfig } from '../config.ts';
import type { WebhookFault } from './webhook-fault.ts';

const PATIENCE_MS = 5_000;

/** Delivers an event without effect to our own public address, signed as TikTok signs. */
@Injectable()
export class WebhookProbe {
  constructor(
    private readonly app: TikTokApp,
    @Inject(CONFIG) private readonly config: ChannelsConfig,
  ) {}

  async send(): Promise<Extract<WebhookFault, 'webhook_unreachable' | 'webhook_secret_differs'> | null> {
    const { clientKey, clientSecret } = await this.app.credentials();
    const rawBody = Buffer.from(
      JSON.stringify({
        client_key: clientKey,
        event: 'duet.self_test',
        create_time: Math.floor(Date.now() / 1_000),
        user_openid: 'duet.self_test',
        content: JSON.stringify({ id: newId() }),
      }),
    );
    const signature = signWebhook({ rawBody, secret: clientSecret, atMs: Date.now() });
    try {
      const answer = await fetch(this.config.WEBHOOK_URL, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'tiktok-signature': signature },
        body: new Uint8Array(rawBody),
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await answer.arrayBuffer();
      if (answer.status === 401) return 'webhook_secret_differs';
      return answer.status === 200 ? null : 'webhook_unreachable';
    } catch {
      return 'webhook_unreachable';
    }
  }
}
