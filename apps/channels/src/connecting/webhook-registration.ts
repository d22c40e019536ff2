import { Inject, Injectable } from '@nestjs/common';
import { Rejection } from '@duet/contracts';
import { CONFIG } from '@duet/service-kit';
import { getWebhook, updateWebhook, type WebhookCategory } from '@duet/tiktok-api';
import type { ChannelsConfig } from '../config.ts';
import { TikTok } from '../tiktok/tiktok.ts';

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
