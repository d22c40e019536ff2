import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG } from '@duet/service-kit';
import { createTikTokClient, type Download, downloadMedia, listComments, type TikTokClient } from '@duet/tiktok-api';
import type { ChannelsConfig } from '../config.ts';
import { AccountCalls } from '../tokens/account-calls.ts';
import { type MediaFetch, MediaGone } from './media-fetch.ts';

/** Opens pictures and videos where TikTok has them. Its client has more time than others: a video takes a while. */
@Injectable()
export class MediaReader implements OnApplicationShutdown {
  readonly #client: TikTokClient;

  constructor(
    private readonly calls: AccountCalls,
    @Inject(CONFIG) config: ChannelsConfig,
  ) {
    this.#client = createTikTokClient({
      baseUrl: config.TIKTOK_BASE_URL,
      clientKey: config.TIKTOK_CLIENT_KEY,
      clientSecret: config.TIKTOK_CLIENT_SECRET,
      timeoutMs: config.MEDIA_TIMEOUT_MS,
      mediaHosts: config.MEDIA_HOSTS,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#client.close();
  }

  /**
   * @throws MediaGone TikTok shows no picture there
   * @throws TikTokError | Rejection as AccountCalls.read; what is read from the answer may still fail
   */
  async open(fetch: MediaFetch): Promise<Download> {
    const { source, externalId } = fetch;
    switch (source.kind) {
      case 'direct':
        return this.calls.read(fetch, (access) =>
          downloadMedia(this.#client, access, { ...source, messageId: externalId }),
        );
      case 'address':
        return this.#client.download(source.url, null);
      case 'comment': {
        const query = { videoId: source.videoId, commentIds: [externalId] };
        const { comments } = await this.calls.read(fetch, (access) => listComments(this.#client, access, query));
        const url = comments.find(({ commentId }) => commentId === externalId)?.imageUrl;
        if (!url) throw new MediaGone('TikTok shows no picture for this comment.');
        return this.#client.download(url, null);
      }
    }
  }
}
