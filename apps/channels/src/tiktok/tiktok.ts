import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@duet/database';
import type { Log } from '@duet/messaging';
import { CONFIG, LOGGER } from '@duet/service-kit';
import { createTikTokClient, type TikTokClient } from '@duet/tiktok-api';
import { PacedTikTok, RateBudget } from '@duet/tiktok-budget';
import { TikTokApp } from '../app/tiktok-app.ts';
import type { ChannelsConfig } from '../config.ts';

/** A person, or a fact on its way to people, waits for the answer: better a little later than not. */
const PATIENCE_MS = 6_000;
const NEAR_MS = 250;

/** The connection to TikTok that all calls of this service share, by what they are for. */
@Injectable()
export class TikTok implements OnApplicationShutdown {
  /** Consents, tokens and webhooks, without which nothing else works. */
  readonly access: TikTokClient;
  readonly #paced: PacedTikTok;

  constructor(@Inject(CONFIG) config: ChannelsConfig, @Inject(LOGGER) log: Log, database: Database, app: TikTokApp) {
    const client = createTikTokClient({
      baseUrl: config.TIKTOK_BASE_URL,
      clientKey: config.TIKTOK_CLIENT_KEY,
      clientSecret: config.TIKTOK_CLIENT_SECRET,
      currentApp: () => app.credentials(),
      timeoutMs: config.TIKTOK_TIMEOUT_MS,
    });
    this.#paced = new PacedTikTok(client, new RateBudget(database, config.TIKTOK_CLIENT_KEY), log);
    this.access = this.#paced.for({ priority: 'access', patienceMs: PATIENCE_MS });
  }

  /** Reads that somebody waits for. @param work names what is read */
  reads(work: string): TikTokClient {
    return this.#paced.for({ priority: 'read', work, patienceMs: PATIENCE_MS });
  }

  /** Names and pictures, which come back for a turn that is far away. @param work names what is looked up */
  enrichment(work: string): TikTokClient {
    return this.#paced.for({ priority: 'enrichment', work, patienceMs: NEAR_MS });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#paced.close();
  }
}
