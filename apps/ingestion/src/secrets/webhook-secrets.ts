import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { webhookSecretBinding } from '@duet/contracts';
import { Database } from '@duet/database';
import { type Log, Loop } from '@duet/messaging';
import { CONFIG, LOGGER, SealingKeys } from '@duet/service-kit';
import type { IngestionConfig } from '../config.ts';
import { type SealedSecrets, SecretStore } from './secret.store.ts';

const LOOK_EVERY_MS = 30_000;
/** Anyone can send a wrong signature: however many, they cost one look a second. */
const LOOK_AT_MOST_EVERY_MS = 1_000;

interface Secret {
  readonly secret: string;
  /** In real time; null: until the next change. */
  readonly acceptedUntilMs: number | null;
}

/** The secrets with which TikTok may have signed: those that were set, otherwise the environment's. */
@Injectable()
export class WebhookSecrets implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #keys: SealingKeys | null;
  readonly #loop: Loop;
  #version = -1;
  #secrets: readonly Secret[];
  #lookedAtMs = -Infinity;
  #looking: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly store: SecretStore,
    @Inject(CONFIG) config: IngestionConfig,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    const { APP_SEALING_KEY: key, APP_SEALING_KEY_PREVIOUS: previous } = config;
    this.#keys = key === undefined ? null : new SealingKeys(key, previous);
    this.#secrets = [config.TIKTOK_CLIENT_SECRET, config.TIKTOK_CLIENT_SECRET_PREVIOUS].flatMap((secret) =>
      secret === undefined ? [] : [{ secret, acceptedUntilMs: null }],
    );
    this.#loop = new Loop({
      name: 'look for webhook secrets',
      pass: async () => {
        await this.#look();
        return 'idle';
      },
      pollMs: LOOK_EVERY_MS,
      log,
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.#loop.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  /** Rises with every change; -1 while the environment decides. */
  get version(): number {
    return this.#version;
  }

  accepted(nowMs: number): string[] {
    return this.#secrets
      .filter(({ acceptedUntilMs }) => acceptedUntilMs === null || nowMs < acceptedUntilMs)
      .map(({ secret }) => secret);
  }

  /**
   * Looks whether others were set a moment ago; all who ask meanwhile wait for the same look.
   * @param known the version whose secrets fitted nothing
   */
  async areRenewed(known: number): Promise<boolean> {
    this.#looking ??= this.#lookOnce().finally(() => (this.#looking = undefined));
    await this.#looking;
    return this.#version !== known;
  }

  async #lookOnce(): Promise<void> {
    const nowMs = performance.now();
    if (nowMs - this.#lookedAtMs < LOOK_AT_MOST_EVERY_MS) return;
    this.#lookedAtMs = nowMs;
    await this.#look().catch((error: unknown) => {
      this.log.warn({ err: error }, 'webhook secrets could not be looked up');
    });
  }

  async #look(): Promise<void> {
    const found = await this.database.asWorker((tx) => this.store.find(tx));
    if (!found || found.version === this.#version) return;
    this.#secrets = this.#open(found);
    this.#version = found.version;
  }

  #open({ secrets }: SealedSecrets): Secret[] {
    const keys = this.#keys;
    if (!keys) throw new Error('APP_SEALING_KEY is not set, but the TikTok app was');
    return secrets.map(({ version, sealed, acceptedUntil }) => ({
      secret: keys.open(sealed, webhookSecretBinding(version)),
      acceptedUntilMs: acceptedUntil === null ? null : Date.parse(acceptedUntil),
    }));
  }
}
