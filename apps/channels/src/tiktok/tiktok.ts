import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG } from '@duet/service-kit';
import { createTikTokClient, type TikTokClient } from '@duet/tiktok-api';
import type { ChannelsConfig } from '../config.ts';

/** The connection to TikTok that all calls of this service share. */
@Injectable()
export class TikTok implements OnApplicationShutdown {
  readonly client: TikTokClient;

  constructor(@Inject(CONFIG) config: ChannelsConfig) {
    this.client = createTikTokClient({
      baseUrl: config.TIKTOK_BASE_URL,
      clientKey: config.TIKTOK_CLIENT_KEY,
      clientSecret: config.TIKTOK_CLIENT_SECRET,
      timeoutMs: config.TIKTOK_TIMEOUT_MS,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
  }
}
