import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  type Actor,
  type Content,
  type DataOf,
  MessageEchoed,
  MessageReceived,
  newId,
  type OutgoingContent,
  SendMessage,
  ChannelChanged,
} from '@duet/contracts';
import { DiskStorage, type Storage } from '@duet/storage';
import { type Harness, type LentToken, lendTokens, startHarness } from '@duet/testing';
import { budgetSchema } from '@duet/tiktok-budget';
import { type LedgerEntry, picture, type Simulator, startSimulator } from '@duet/tiktok-simulator';
import { DeliveryConfig } from '../config.ts';
import { deliverySchema } from '../schema.ts';
import { defineDelivery } from '../service.ts';

export const workspaceId = newId();
export const accountId = newId();
export const messenger = newId();
export const feed = newId();
export const agent: Actor = { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId };

/** A TikTok account with both of its channels. */
export interface Shop {
  readonly username: string;
  readonly accountId: string;
  readonly messenger: string;
  readonly feed: string;
}

/** Delivery on a real database and broker, against a TikTok that keeps a strict ledger. */
export class World {
  readonly harness: Harness;
  readonly simulator: Simulator;
  readonly storage: Storage;
  readonly #tokens: LentToken[];

  private constructor(harness: Harness, simulator: Simulator, tokens: LentToken[], storage: Storage) {
    this.harness = harness;
    this.simulator = simulator;
    this.storage = storage;
    this.#tokens = tokens;
  }

  static async start(overrides: Partial<DeliveryConfig> = {}, instances = 1): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'delivery-'));
    const simulator = await startSimulator({
      dbFile: join(folder, 'simulator.db'),
      settings: { echoDelay: { min: 0, max: 0 }, echoBeforeResponse: 0, retryScale: 0.001 },
    });
    const harness = await startHarness({
      schemas: [deliverySchema, budgetSchema],
      busy: [
        `SELECT 1 FROM delivery.outbound WHERE state = 'sending' OR (state = 'queued' AND coalesce(not_before, now()) <= now() + interval '3 s') LIMIT 1`,
      ],
    });
    const tokens: LentToken[] = [];
    await lendTokens(harness, tokens, async (lent) => {
      lent.accessToken = (await simulator.control.grant(lent.openId)).access_token;
      lent.version += 1;
    });
    const config = DeliveryConfig.parse({
      ...harness.config('delivery'),
      TIKTOK_BASE_URL: `${simulator.url}/open_api/v1.3`,
      TIKTOK_CLIENT_KEY: '7600000000000000001',
      TIKTOK_CLIENT_SECRET: 'sim-app-secret-0001',
      MEDIA_FOLDER: join(folder, 'media'),
    });
    for (let instance = 0; instance < instances; instance += 1) {
      await harness.boot(defineDelivery({ ...config, SEND_TIMEOUT_MS: 1_500, ...overrides }));
    }
    const world = new World(harness, simulator, tokens, new DiskStorage(config.MEDIA_FOLDER));
    await world.connect({ username: 'sim.store', accountId, messenger, feed });
    return world;
  }

  /** Delivery hears of the shop's channels and may borrow its token. */
  async connect(shop: Shop): Promise<void> {
    const { username } = shop;
    const { open_id: openId, access_token: accessToken } = await this.simulator.control.grant(username);
    this.#tokens.push({ accountId: shop.accountId, openId, accessToken, version: 1 });
    const common = { title: 'Shop', state: 'connected', accountId: shop.accountId, openId, username } as const;
    for (const channel of [
      { channelId: shop.messenger, channelType: 'tiktok_messenger' },
      { channelId: shop.feed, channelType: 'tiktok_feed' },
    ] as const) {
      const data = { ...common, ...channel, commentAuthorId: null, version: 1 };
      await this.harness.publish(ChannelChanged, { workspaceId, data });
    }
    await this.harness.drained();
  }

  /** A customer writes; delivery hears of it. */
  async customerWrites(
    customer: string,
    text = 'hello',
  ): Promise<{ conversationId: string; messageId: string; sentAt: string }> {
    const result = await this.simulator.control.act({ do: 'dm', customer, text });
    const conversationId = String(result['conversationId']);
    const messageId = String(result['messageId']);
    const sentAt = new Date(Number(result['at'])).toISOString();
    await this.inbound(conversationId, messageId, sentAt, customer, text);
    return { conversationId, messageId, sentAt };
  }

  /** Delivery hears of a customer's message. */
  async inbound(
    conversationId: string,
    messageId: string,
    sentAt: string,
    customer = 'ana_pe',
    text = 'hello',
  ): Promise<void> {
    await this.harness.publish(MessageReceived, {
      workspaceId,
      data: {
        accountId,
        channelId: messenger,
        origin: 'live',
        conversationId,
        messageId,
        sentAt,
        sender: { id: customer, username: customer },
        content: { type: 'text', text },
        referencedMessageId: null,
      },
    });
  }

  offsetMs = 0;

  async moveClock(offsetMs: number): Promise<void> {
    this.offsetMs = offsetMs;
    await this.simulator.control.clock({ offsetMs });
    await this.harness.moveClock(offsetMs);
  }

  command(conversationId: string, text: string, more: Partial<DataOf<typeof SendMessage>> = {}): Promise<string> {
    const messageId = more.messageId ?? newId();
    const data: DataOf<typeof SendMessage> = {
      messageId,
      attempt: 1,
      ticketId: newId(),
      channelId: messenger,
      channelType: 'tiktok_messenger',
      accountId,
      threadId: conversationId,
      videoId: null,
      precededBy: null,
      requiresPrevious: false,
      content: { type: 'text', text },
      referencedMessageId: null,
      lastInbound: null,
      actor: agent,
      epoch: 0,
      ...more,
    };
    return this.harness.publish(SendMessage, { workspaceId, data }).then(() => messageId);
  }

  /** An upload of a person, ready to be sent. */
  async image(name = 'photo', width = 400, height = 400): Promise<OutgoingContent> {
    const about = { contentType: 'image/png', maxBytes: 10_000_000, width, height };
    const { mediaId, contentType, size } = await this.storage.put(
      workspaceId,
      Readable.from([picture(name, width, height)]),
      about,
    );
    return { type: 'image', upload: { mediaId, contentType, size, width, height } };
  }

  /** TikTok's echo of an outgoing message reaches delivery. */
  async echo(
    conversationId: string,
    externalId: string,
    written: string | Content,
    source: 'api' | 'app' | 'automatic' = 'api',
  ): Promise<void> {
    await this.harness.publish(MessageEchoed, {
      workspaceId,
      data: {
        accountId,
        channelId: messenger,
        origin: 'live',
        conversationId,
        messageId: externalId,
        sentAt: new Date(Date.now() + this.offsetMs).toISOString(),
        recipient: { id: 'customer', username: null },
        content: typeof written === 'string' ? { type: 'text', text: written } : written,
        source,
      },
    });
  }

  async ledger(kind: LedgerEntry['kind']): Promise<readonly LedgerEntry[]> {
    return this.simulator.control.ledger({ kind });
  }

  async outbound(
    messageId: string,
  ): Promise<{ state: string; external_id: string | null; failure_code: string | null; proven_by: string | null }> {
    const [row] = await this.harness.sql<{
      state: string;
      external_id: string | null;
      failure_code: string | null;
      proven_by: string | null;
    }>('SELECT state, external_id, failure_code, proven_by FROM delivery.outbound WHERE id = $1', [messageId]);
    return row ?? { state: 'not accepted yet', external_id: null, failure_code: null, proven_by: null };
  }

  async stop(): Promise<void> {
    await this.harness.stop();
    await this.simulator.close();
  }
}
