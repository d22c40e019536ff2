import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Actor,
  ChannelChanged,
  type ChannelState,
  CommentEchoed,
  CommentReceived,
  HealingGet,
  HealingStart,
  type HealingView,
  MessageEchoed,
  MessageReceived,
  MessagesKnown,
  newId,
} from '@duet/contracts';
import type { RunningService } from '@duet/service-kit';
import { type Harness, lendTokens, startHarness, until } from '@duet/testing';
import { budgetSchema } from '@duet/tiktok-budget';
import { defaultApp, type Simulator, startSimulator } from '@duet/tiktok-simulator';
import { IngestionConfig } from '../src/config.ts';
import { ingestionSchema } from '../src/schema.ts';
import { defineIngestion } from '../src/service.ts';

/** Ingestion and a TikTok whose webhooks never arrive: what comes is read from the lists. */
export class HealingWorld {
  readonly workspaceId = newId();
  readonly accountId = newId();
  readonly messenger = newId();
  readonly feed = newId();
  readonly person: Actor = { kind: 'person', id: newId(), name: 'Ada', role: 'admin', workspaceId: this.workspaceId };
  readonly harness: Harness;
  readonly simulator: Simulator;
  readonly openId: string;
  /** What stands in a thread without having been healed. */
  readonly known = new Set<string>();
  service: RunningService;
  #version = 0;
  #offsetMs = 0;

  private constructor(harness: Harness, simulator: Simulator, openId: string, service: RunningService) {
    this.harness = harness;
    this.simulator = simulator;
    this.openId = openId;
    this.service = service;
  }

  static async start(): Promise<HealingWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'duet-healing-'));
    const simulator = await startSimulator({
      dbFile: join(folder, 'simulator.db'),
      settings: { visibilityDelay: { min: 0, max: 0 } },
    });
    const harness = await startHarness({ schemas: [ingestionSchema, budgetSchema] });
    const granted = await simulator.control.grant('sim.store');
    const service = await boot(harness, simulator);
    const world = new HealingWorld(harness, simulator, granted.open_id, service);
    const token = { openId: granted.open_id, accessToken: granted.access_token, version: 1 };
    await lendTokens(harness, [{ ...token, accountId: world.accountId }]);
    await harness.answer(MessagesKnown, ({ externalIds }) => {
      const told = new Set([...world.known, ...world.told().map(({ externalId }) => externalId)]);
      return Promise.resolve({ known: externalIds.filter((id) => told.has(id)) });
    });
    return world;
  }

  async restart(): Promise<void> {
    await this.service.stop();
    this.service = await boot(this.harness, this.simulator);
  }

  async change(channelId: string, state: ChannelState): Promise<void> {
    this.#version += 1;
    await this.harness.publish(ChannelChanged, {
      workspaceId: this.workspaceId,
      occurredAt: new Date(Date.now() + this.#offsetMs),
      data: {
        channelId,
        channelType: channelId === this.feed ? 'tiktok_feed' : 'tiktok_messenger',
        title: 'Shop',
        state,
        accountId: this.accountId,
        openId: this.openId,
        username: 'sim.store',
        commentAuthorId: null,
        version: this.#version,
      },
    });
    await this.harness.drained();
  }

  /** Connects a channel and waits for the sweep that this begins. */
  async connect(channelId: string): Promise<void> {
    await this.change(channelId, 'connected');
    await this.swept(channelId, null);
  }

  /** Time passes, for us and for TikTok. */
  async pass(ms: number): Promise<void> {
    this.#offsetMs += ms;
    await this.simulator.control.clock({ offsetMs: this.#offsetMs });
    await this.harness.moveClock(this.#offsetMs);
  }

  /** Lets the pause until the channel's next sweep pass, and this sweep. */
  async sweep(channelId: string): Promise<HealingView> {
    const before = await this.ask(channelId);
    await this.pass(16 * 60_000);
    return this.swept(channelId, before);
  }

  /** Waits for the end of a sweep after the one that `before` told of. */
  async swept(channelId: string, before: HealingView | null): Promise<HealingView> {
    await until('a sweep ended', async () => {
      const { last, state } = await this.ask(channelId);
      return state === 'waiting' && last !== null && last.startedAt !== before?.last?.startedAt;
    });
    await this.harness.drained();
    return this.ask(channelId);
  }

  ask(channelId: string): Promise<HealingView> {
    return this.harness.ask(HealingGet, { id: channelId }, this.person);
  }

  start(channelId: string): Promise<HealingView> {
    return this.harness.ask(HealingStart, { id: channelId }, this.person);
  }

  /** All facts that were told, by TikTok's ids. */
  told(): { externalId: string; kind: string; origin: string; parent: string | null }[] {
    const messages = [MessageReceived, MessageEchoed].flatMap((definition) =>
      this.harness.published(definition).map(({ type, data }) => ({
        externalId: data.messageId,
        kind: type,
        origin: data.origin,
        parent: null,
      })),
    );
    const comments = [CommentReceived, CommentEchoed].flatMap((definition) =>
      this.harness.published(definition).map(({ type, data }) => ({
        externalId: data.commentId,
        kind: type,
        origin: data.origin,
        parent: data.parentCommentId,
      })),
    );
    return [...messages, ...comments];
  }

  async dm(customer: string, text = 'Hello'): Promise<string> {
    return String((await this.simulator.control.act({ do: 'dm', customer, text })).messageId);
  }

  async stop(): Promise<void> {
    await this.harness.stop();
    await this.simulator.close();
  }
}

const boot = (harness: Harness, simulator: Simulator): Promise<RunningService> =>
  harness.boot(
    defineIngestion(
      IngestionConfig.parse({
        ...harness.config('ingestion'),
        TIKTOK_CLIENT_KEY: defaultApp.clientKey,
        TIKTOK_CLIENT_SECRET: defaultApp.clientSecret,
        TIKTOK_BASE_URL: `${simulator.url}/open_api/v1.3`,
      }),
    ),
  );
