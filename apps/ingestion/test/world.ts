import { ChannelChanged, type DataOf, newId } from '@duet/contracts';
import type { RunningService } from '@duet/service-kit';
import { type Harness, startHarness } from '@duet/testing';
import { signWebhook } from '@duet/tiktok-api';
import { IngestionConfig } from '../src/config.ts';
import { ingestionSchema } from '../src/schema.ts';
import { defineIngestion } from '../src/service.ts';

export const CLIENT_KEY = '7600000000000000001';
export const SECRET = 'app-secret-now';
export const PREVIOUS_SECRET = 'app-secret-before';
export const OPEN_ID = '-000Business';
export const workspaceId = newId();
export const accountId = newId();
export const messenger = newId();
export const feed = newId();

interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly event: string | null;
  readonly reason: string | null;
  readonly body: Buffer;
}

/** Ingestion on a real database and broker, and TikTok in front of its door. */
export class World {
  readonly harness: Harness;
  readonly service: RunningService;

  private constructor(harness: Harness, service: RunningService) {
    this.harness = harness;
    this.service = service;
  }

  static async start(changes: Partial<IngestionConfig> = {}): Promise<World> {
    const harness = await startHarness({
      schemas: [ingestionSchema],
      busy: [`SELECT 1 FROM ingestion.deliveries WHERE state = 'new' LIMIT 1`],
    });
    const world = new World(harness, await harness.boot(defineIngestion(configFor(harness, changes))));
    await world.connect(messenger, 'tiktok_messenger');
    await world.connect(feed, 'tiktok_feed');
    await harness.drained();
    return world;
  }

  /** One more process of this service. */
  boot(changes: Partial<IngestionConfig>): Promise<RunningService> {
    return this.harness.boot(defineIngestion(configFor(this.harness, changes)));
  }

  async connect(
    channelId: string,
    channelType: 'tiktok_messenger' | 'tiktok_feed',
    changes: Partial<DataOf<typeof ChannelChanged>> = {},
  ): Promise<void> {
    await this.harness.publish(ChannelChanged, {
      workspaceId,
      data: {
        channelId,
        channelType,
        title: 'Shop',
        state: 'connected',
        accountId,
        openId: OPEN_ID,
        username: 'shop',
        commentAuthorId: null,
        version: 1,
        ...changes,
      },
    });
  }

  /** TikTok delivers a webhook. */
  async deliver(
    body: string | Buffer,
    {
      secret = SECRET,
      atMs = Date.now(),
      url = this.service.url,
    }: { secret?: string; atMs?: number; url?: string } = {},
  ): Promise<Response> {
    const rawBody = Buffer.from(body);
    return this.post(rawBody, signWebhook({ rawBody, secret, atMs }), url);
  }

  post(body: Buffer, signature: string | undefined, url = this.service.url): Promise<Response> {
    const headers = { 'content-type': 'application/json', ...(signature ? { 'tiktok-signature': signature } : {}) };
    return fetch(`${url}/webhooks/tiktok`, { method: 'POST', body: new Uint8Array(body), headers });
  }

  /** Deliveries that were kept, oldest first; with `containing`, those whose body holds this text. */
  async kept(containing = ''): Promise<Delivery[]> {
    const rows = await this.harness.sql<Delivery>(
      'SELECT id, state, event, reason, body FROM ingestion.deliveries ORDER BY id',
    );
    return rows.filter(({ body }) => body.includes(containing));
  }

  stop(): Promise<void> {
    return this.harness.stop();
  }
}

const configFor = (harness: Harness, changes: Partial<IngestionConfig>): IngestionConfig => ({
  ...IngestionConfig.parse({
    ...harness.config('ingestion'),
    TIKTOK_CLIENT_KEY: CLIENT_KEY,
    TIKTOK_CLIENT_SECRET: SECRET,
    TIKTOK_CLIENT_SECRET_PREVIOUS: PREVIOUS_SECRET,
    WEBHOOK_MAX_BYTES: 20_000,
  }),
  ...changes,
});
