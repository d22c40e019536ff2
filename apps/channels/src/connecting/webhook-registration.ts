import { Inject, Injectable } from '@nestjs/common';
import { Rejection } from '@duet/contracts';
import { CONFIG } from '@duet/service-kit';
import { getWebhook, TikTokRefused, updateWebhook, type WebhookCategory } from '@duet/tiktok-api';
import type { ChannelsConfig } from '../config.ts';
import { TikTok } from '../tiktok/tiktok.ts';
import type { WebhookFault } from './webhook-fault.ts';

const categories: readonly WebhookCategory[] = ['DIRECT_MESSAGE', 'COMMENT'];

/** TikTok delivers each category of the app to one address, for all accounts; it is set once and read back (CON-21). */
@Injectable()
export class WebhookRegistration {
  constructor(
    private readonly tiktok: TikTok,
    @Inject(CONFIG) private readonly config: ChannelsConfig,
  ) {}

  async ensure(): Promise<void> {
    await Promise.all(categories.map((category) => this.#ensure(category)));
  }

  /**
   * Where TikTok delivers now. What is registered nowhere may be registered again; what is registered elsewhere is
   * another installation's, and taken back only by connecting a channel.
   *
   * @throws TikTokError but for TikTok's no to the app itself
   */
  async look(): Promise<WebhookFault | null> {
    try {
      const found = await Promise.all(categories.map((category) => getWebhook(this.tiktok.access, category)));
      if (found.some(({ callbackUrl }) => callbackUrl === null)) return 'webhook_not_registered';
      return found.every(({ callbackUrl }) => callbackUrl === this.config.WEBHOOK_URL) ? null : 'webhook_elsewhere';
    } catch (error) {
      if (error instanceof TikTokRefused && error.reason === 'app-credentials') return 'app_rejected';
      throw error;
    }
  }

  async #ensure(category: WebhookCategory): Promise<void> {
    const callbackUrl = this.config.WEBHOOK_URL;
    if ((await getWebhook(this.tiktok.access, category)).callbackUrl === callbackUrl) return;
    await updateWebhook(this.tiktok.access, { category, callbackUrl });
    const confirmed = await getWebhook(this.tiktok.access, category);
    if (confirmed.callbackUrl !== callbackUrl) {
      throw new Rejection('tiktok_refused', { category }, 'TikTok did not confirm the event subscription.');
    }
  }
}
