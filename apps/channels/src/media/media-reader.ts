import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@duet/database';
import type { Log } from '@duet/messaging';
import { CONFIG, LOGGER } from '@duet/service-kit';
import { createTikTokClient, type Download, downloadMedia } from '@duet/tiktok-api';
import { PacedTikTok, RateBudget } from '@duet/tiktok-budget';
import type { ChannelsConfig } from '../config.ts';
import { AccountCalls } from '../tokens/account-calls.ts';
import type { MediaFetch } from './media-fetch.ts';

/** For a turn that is further away the file comes back. */
const NEAR_MS = 250;

/** Opens pictures and videos where TikTok has them. Its client has more time than others: a video takes a while. */
@Injectable()
export class MediaReader implements OnApplicationShutdown {
  readonly #paced: PacedTikTok;

  constructor(
    private readonly calls: AccountCalls,
    @Inject(CONFIG) config: ChannelsConfig,
    @Inject(LOGGER) log: Log,
    database: Database,
  ) {
    const client = createTikTokClient({
      baseUrl: config.TIKTOK_BASE_URL,
      clientKey: config.TIKTOK_CLIENT_KEY,
      clientSecret: config.TIKTOK_CLIENT_SECRET,
      timeoutMs: config.MEDIA_TIMEOUT_MS,
      mediaHosts: config.MEDIA_HOSTS,
    });
    this.#paced = new PacedTikTok(client, new RateBudget(database, config.TIKTOK_CLIENT_KEY), log);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#paced.close();
  }

  /**
   * @throws TikTokError | Rejection as AccountCalls.read; what is read from the answer may still fail
   */
  async open(fetch: MediaFetch): Promise<Download> {
    const { source, externalId } = fetch;
    const client = this.#paced.for({ priority: 'enrichment', work: fetch.id, patienceMs: NEAR_MS });
    switch (source.kind) {
      case 'direct':
        return this.calls.read(fetch, (access) => downloadMedia(client, access, { ...source, messageId: externalId }));
      case 'address':
        return client.download(source.url, null);
    }
  }
}
