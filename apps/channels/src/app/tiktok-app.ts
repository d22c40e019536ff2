import { Inject, Injectable } from '@nestjs/common';
import {
  type Actor,
  AppChanged,
  installation,
  Rejection,
  type TikTokAppView,
  webhookSecretBinding,
} from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { type Cause, type Log, publish, Relay, writeOutbox } from '@duet/messaging';
import { CONFIG, LOGGER, SealingKeys } from '@duet/service-kit';
import type { AppCredentials } from '@duet/tiktok-api';
import type { ChannelsConfig } from '../config.ts';
import { acceptedOf, type AppVersion, ENDING_CHARS } from './app-versions.ts';
import { AppVersionStore } from './app-version.store.ts';

/**
 * Key and secret of the TikTok app: what was set last, otherwise the environment's. They are read whenever TikTok wants
 * them, which is seldom, so that every process has the present ones. Their times are real time, as TikTok's deliveries.
 */
@Injectable()
export class TikTokApp {
  readonly #keys: SealingKeys | null;

  constructor(
    private readonly database: Database,
    private readonly relay: Relay,
    private readonly versions: AppVersionStore,
    @Inject(CONFIG) private readonly config: ChannelsConfig,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    const { APP_SEALING_KEY: key, APP_SEALING_KEY_PREVIOUS: previous } = config;
    this.#keys = key === undefined ? null : new SealingKeys(key, previous);
  }

  async credentials(): Promise<AppCredentials> {
    const last = (await this.database.asWorker((tx) => this.versions.all(tx))).at(-1);
    return last ? { clientKey: last.clientKey, clientSecret: this.#open(last) } : this.#environment;
  }

  async view(): Promise<TikTokAppView> {
    return this.#viewOf(await this.database.asWorker((tx) => this.versions.all(tx)));
  }

  /** @throws Rejection `app_not_sealable` */
  async set(wanted: AppCredentials, { kind, id, name }: Actor, cause: Cause): Promise<TikTokAppView> {
    const after = await this.database.asWorker(async (tx) => {
      const before = await this.versions.lockAll(tx);
      const last = before.at(-1);
      const present = last ? { clientKey: last.clientKey, clientSecret: this.#open(last) } : this.#environment;
      if (last && isSame(present, wanted) && this.#keys?.isCurrent(last.secretSealed ?? '')) return before;
      const changedAt = new Date();
      const first = last ? [] : [this.#version(0, present, changedAt, null)];
      const next = this.#version((last?.version ?? 0) + 1, wanted, changedAt, { kind, id, name });
      for (const version of [...first, next]) await this.versions.add(tx, version);
      const all = [...before, ...first, next];
      await this.#tell(tx, all, changedAt, cause);
      const { version, secretEndsWith } = next;
      tx.afterCommit(() =>
        this.log.warn(
          { audit: 'app-credentials-changed', actorId: id, version, secretEndsWith },
          'the TikTok app was set',
        ),
      );
      return all;
    });
    return this.#viewOf(after);
  }

  async #tell(tx: Tx, versions: readonly AppVersion[], now: Date, cause: Cause): Promise<void> {
    const accepted = acceptedOf(versions, now);
    await this.versions.blankOthers(
      tx,
      accepted.map(({ version }) => version.version),
    );
    const secrets = accepted.flatMap(({ version: { version, secretSealed: sealed }, acceptedUntil }) =>
      sealed === null ? [] : [{ version, sealed, acceptedUntil: acceptedUntil?.toISOString() ?? null }],
    );
    const data = { app: installation.app, version: versions.at(-1)?.version ?? 0, secrets };
    await writeOutbox(tx, [
      publish(AppChanged, { workspaceId: installation.workspaceId, data, cause, occurredAt: now }),
    ]);
    tx.afterCommit(() => this.relay.wake());
  }

  get #environment(): AppCredentials {
    return { clientKey: this.config.TIKTOK_CLIENT_KEY, clientSecret: this.config.TIKTOK_CLIENT_SECRET };
  }

  #version(
    version: number,
    { clientKey, clientSecret }: AppCredentials,
    changedAt: Date,
    changedBy: AppVersion['changedBy'],
  ): AppVersion {
    if (!this.#keys) throw new Rejection('app_not_sealable');
    const secretSealed = this.#keys.seal(clientSecret, webhookSecretBinding(version));
    return {
      version,
      clientKey,
      secretSealed,
      secretEndsWith: clientSecret.slice(-ENDING_CHARS),
      changedAt,
      changedBy,
    };
  }

  #open({ version, secretSealed }: AppVersion): string {
    if (!this.#keys || secretSealed === null) throw new Error('the secret of the TikTok app cannot be opened');
    return this.#keys.open(secretSealed, webhookSecretBinding(version));
  }

  #viewOf(versions: readonly AppVersion[]): TikTokAppView {
    const last = versions.at(-1);
    const { clientKey, clientSecret } = this.#environment;
    const [, previous] = acceptedOf(versions, new Date());
    return {
      source: last ? 'set' : 'environment',
      clientKey: last?.clientKey ?? clientKey,
      secretEndsWith: last?.secretEndsWith ?? clientSecret.slice(-ENDING_CHARS),
      changedAt: last?.changedAt.toISOString() ?? null,
      changedBy: last?.changedBy ?? null,
      previousAcceptedUntil: previous?.acceptedUntil?.toISOString() ?? null,
    };
  }
}

const isSame = (a: AppCredentials, b: AppCredentials): boolean =>
  a.clientKey === b.clientKey && a.clientSecret === b.clientSecret;
