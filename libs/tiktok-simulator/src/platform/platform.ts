import { randomInt } from 'node:crypto';
import { AccountStore, CustomerStore } from '../accounts/store.ts';
import { CommentImageStore, CommentStore } from '../comments/store.ts';
import { FaultInjector } from '../faults/injector.ts';
import { Ledger } from '../ledger/ledger.ts';
import { MediaUrls } from '../media/urls.ts';
import { ConversationStore, MediaStore, MessageStore } from '../messages/store.ts';
import { OAuthStore } from '../oauth/store.ts';
import { PostStore } from '../posts/store.ts';
import { Database } from '../storage/database.ts';
import { Meta } from '../storage/meta.ts';
import { Dispatcher } from '../webhooks/dispatcher.ts';
import { WebhookOutbox } from '../webhooks/outbox.ts';
import { DeliveryStore, SubscriptionStore } from '../webhooks/store.ts';
import { AppStore } from './app-config.ts';
import { PlatformClock } from './clock.ts';
import { Ids } from './ids.ts';
import { type Range, seededRandom, within } from './random.ts';
import { type Settings, SettingsStore } from './settings.ts';

export interface PlatformOptions {
  dbFile: string;
  randomSeed: number | undefined;
  settings: Partial<Settings>;
  onClockChange: (offsetMs: number) => void;
}

/** Everything the simulated TikTok consists of, built once per process. */
export class Platform {
  readonly database: Database;
  readonly clock: PlatformClock;
  readonly ids: Ids;
  readonly app: AppStore;
  readonly settings: SettingsStore;
  readonly urls: MediaUrls;
  readonly accounts: AccountStore;
  readonly customers: CustomerStore;
  readonly oauth: OAuthStore;
  readonly conversations: ConversationStore;
  readonly messages: MessageStore;
  readonly media: MediaStore;
  readonly posts: PostStore;
  readonly comments: CommentStore;
  readonly commentImages: CommentImageStore;
  readonly subscriptions: SubscriptionStore;
  readonly deliveries: DeliveryStore;
  readonly faults: FaultInjector;
  readonly ledger: Ledger;
  readonly outbox: WebhookOutbox;
  readonly dispatcher: Dispatcher;
  readonly random: () => number;
  private readonly watchers = new Set<() => void>();

  constructor({ dbFile, randomSeed, settings: initialSettings, onClockChange }: PlatformOptions) {
    this.database = new Database(dbFile);
    const meta = new Meta(this.database);
    this.clock = new PlatformClock(meta, onClockChange);
    const seed = storedSeed(meta, randomSeed);
    this.ids = new Ids(meta, String(seed));
    this.random = seededRandom(seed);
    this.app = new AppStore(meta);
    this.settings = new SettingsStore(meta, initialSettings);
    this.urls = new MediaUrls(this.clock);
    this.accounts = new AccountStore(this.database);
    this.customers = new CustomerStore(this.database);
    this.oauth = new OAuthStore(this.database, this.clock, this.ids);
    this.conversations = new ConversationStore(this.database);
    this.messages = new MessageStore(this.database);
    this.media = new MediaStore(this.database);
    this.posts = new PostStore(this.database);
    this.comments = new CommentStore(this.database);
    this.commentImages = new CommentImageStore(this.database);
    this.subscriptions = new SubscriptionStore(this.database);
    this.deliveries = new DeliveryStore(this.database);
    this.faults = new FaultInjector(this.database);
    this.ledger = new Ledger(this.database, this.clock);
    const { subscriptions, deliveries, oauth, app, clock, faults, settings } = this;
    this.outbox = new WebhookOutbox(subscriptions, deliveries, oauth, app, clock, faults);
    this.dispatcher = new Dispatcher(this.database, deliveries, subscriptions, app, settings, faults);
  }

  /** One durable transaction; the webhooks it causes are sent only once it is committed. */
  commit<Result>(work: () => Result): Result {
    try {
      const result = this.database.transaction(work);
      this.dispatcher.schedule(this.outbox.take());
      for (const watcher of this.watchers) watcher();
      return result;
    } catch (error) {
      this.outbox.take();
      throw error;
    }
  }

  randomWithin(range: Range): number {
    return within(range, this.random);
  }

  /** @returns how to stop watching */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Forgets everything but the app's registration and the sequences; identifiers never repeat. */
  reset(): void {
    this.dispatcher.forget();
    this.faults.clear();
    this.database.transaction(() => this.database.clear(['meta']));
    this.clock.change({ offsetMs: 0 });
    this.settings.restore();
  }

  async close(): Promise<void> {
    await this.dispatcher.stop();
    this.database.close();
  }
}

function storedSeed(meta: Meta, wanted: number | undefined): number {
  const seed = wanted ?? Number(meta.get('randomSeed') ?? randomInt(2 ** 31));
  meta.set('randomSeed', String(seed));
  return seed;
}
