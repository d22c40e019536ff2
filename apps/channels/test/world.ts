import {
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Actor,
  type AnswerOf,
  ChannelList,
  ConnectComplete,
  ConnectStart,
  newId,
  type Role,
  SetupFinish,
  TokenLease,
} from '@duet/contracts';
import type { RunningService } from '@duet/service-kit';
import { type Harness, startHarness, until } from '@duet/testing';
import { type Simulator, startSimulator } from '@duet/tiktok-simulator';
import { ChannelsConfig } from '../src/config.ts';
import { channelsSchema } from '../src/schema.ts';
import { defineChannels } from '../src/service.ts';
import { Door } from './door.ts';

const PUBLIC_URL = 'http://127.0.0.1:4321';
export const CLIENT_SECRET = 'sim-app-secret-0001';

/** What TikTok's redirect carries. */
export interface Redirect {
  readonly state: string;
  readonly code?: string;
  readonly scopes?: string;
  readonly error?: string;
}

export interface Choice {
  readonly account?: string;
  /** Switched off on the consent page. */
  readonly without?: readonly string[];
  readonly decision?: 'continue' | 'cancel';
}

export const person = (workspaceId: string = newId(), role: Role = 'owner'): Actor => ({
  kind: 'person',
  id: newId(),
  name: 'Olivia Owner',
  role,
  workspaceId,
});

/** The service on a real database and broker, with a simulated TikTok, and a person's browser in front. */
export class World {
  readonly harness: Harness;
  readonly simulator: Simulator;
  /** Our public address for webhooks. */
  readonly door: Door;
  readonly folder: string;
  readonly mediaFolder: string;
  /** One session of the person in front. */
  readonly sessionId = 'session-1';

  constructor(harness: Harness, simulator: Simulator, door: Door, folder: string) {
    this.harness = harness;
    this.simulator = simulator;
    this.door = door;
    this.folder = folder;
    this.mediaFolder = join(folder, 'media');
  }

  get control(): Simulator['control'] {
    return this.simulator.control;
  }

  async boot(more: Partial<Record<keyof ChannelsConfig, string>> = {}): Promise<RunningService> {
    const config = ChannelsConfig.parse({
      ...this.harness.config('channels'),
      TIKTOK_BASE_URL: `${this.simulator.url}/open_api/v1.3`,
      TIKTOK_AUTHORIZE_URL: `${this.simulator.url}/v2/auth/authorize`,
      TIKTOK_CLIENT_KEY: '7600000000000000001',
      TIKTOK_CLIENT_SECRET: CLIENT_SECRET,
      PUBLIC_URL,
      WEBHOOK_URL: this.door.url,
      CHANNELS_SEALING_KEY: SEALING_KEY,
      MEDIA_FOLDER: this.mediaFolder,
      ...more,
    });
    const service = await this.harness.boot(defineChannels(config));
    await until('the service is ready', async () => (await fetch(`${service.opsUrl}/ready`)).ok);
    return service;
  }

  /** Moves TikTok's time and ours together. */
  async advance(ms: number): Promise<void> {
    const { offsetMs } = await this.control.clock({ advanceMs: ms });
    await this.harness.moveClock(offsetMs);
  }

  start(actor: Actor, channelId?: string): Promise<AnswerOf<typeof ConnectStart>> {
    return this.harness.ask(
      ConnectStart,
      { sessionId: this.sessionId, plan: 'paid', ...(channelId && { channelId }) },
      actor,
    );
  }

  complete(actor: Actor, redirect: Redirect, sessionId = this.sessionId): Promise<AnswerOf<typeof ConnectComplete>> {
    return this.harness.ask(ConnectComplete, { sessionId, ...redirect }, actor, { deadlineMs: 10_000 });
  }

  finish(actor: Actor, connectionId: string, title = 'Shop'): Promise<AnswerOf<typeof SetupFinish>> {
    return this.harness.ask(SetupFinish, { connectionId, title }, actor, { deadlineMs: 10_000 });
  }

  /** Everything from the click to `Finish Setup`. */
  async connect(actor: Actor, choice: Choice = {}, channelId?: string): Promise<AnswerOf<typeof SetupFinish>> {
    const { authorizeUrl } = await this.start(actor, channelId);
    const { connectionId, title } = await this.complete(actor, await consent(authorizeUrl, choice));
    return this.finish(actor, connectionId, title);
  }

  async channels(actor: Actor): Promise<AnswerOf<typeof ChannelList>['channels']> {
    return (await this.harness.ask(ChannelList, {}, actor)).channels;
  }

  /** Borrows the access token as delivery does, and opens it. */
  async lease(
    actor: Actor,
    accountId: string,
    refusedVersion?: number,
  ): Promise<{ token: string; version: number; openId: string; expiresAt: string }> {
    const keys = generateKeyPairSync('x25519');
    const publicKey = keys.publicKey.export({ format: 'jwk' }).x ?? '';
    const request = { accountId, publicKey, ...(refusedVersion !== undefined && { refusedVersion }) };
    const lease = await this.harness.ask(TokenLease, request, actor, { deadlineMs: 10_000 });
    const theirs = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'X25519', x: lease.sealed.publicKey } });
    const shared = diffieHellman({ privateKey: keys.privateKey, publicKey: theirs });
    const salt = Buffer.concat([lease.sealed.publicKey, publicKey].map((key) => Buffer.from(key, 'base64url')));
    const key = Buffer.from(hkdfSync('sha256', shared, salt, 'duet sealed token v1', 32));
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(lease.sealed.iv, 'base64url'));
    decipher.setAAD(Buffer.from(`${accountId}|${lease.version}`));
    decipher.setAuthTag(Buffer.from(lease.sealed.tag, 'base64url'));
    const token = decipher.update(lease.sealed.ciphertext, 'base64url', 'utf8') + decipher.final('utf8');
    return { token, version: lease.version, openId: lease.openId, expiresAt: lease.expiresAt };
  }

  /** Whether TikTok accepts an access token. */
  async isAccepted(openId: string, token: string): Promise<boolean> {
    const query = new URLSearchParams({ business_id: openId, fields: '["display_name"]' });
    const response = await fetch(`${this.simulator.url}/open_api/v1.3/business/get/?${query}`, {
      headers: { 'Access-Token': token },
    });
    const { code } = (await response.json()) as { code: number };
    return code === 0;
  }

  async refreshes(): Promise<number> {
    return (await this.control.ledger({ kind: 'token.refresh' })).length;
  }

  async close(): Promise<void> {
    await this.harness.stop();
    await this.simulator.close();
    await this.door.close();
    await rm(this.folder, { recursive: true });
  }
}

export const SEALING_KEY = `k1:${randomBytes(32).toString('base64')}`;

export async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'duet-channels-'));
  const simulator = await startSimulator({
    dbFile: join(folder, 'simulator.db'),
    settings: { allowLoopbackRedirect: true },
  });
  const harness = await startHarness({
    schemas: [channelsSchema],
    busy: [
      `SELECT 1 FROM channels.contact_lookups WHERE next_attempt_at <= now() + interval '2 minutes' LIMIT 1`,
      `SELECT 1 FROM channels.media_fetches WHERE next_attempt_at <= now() + interval '2 minutes' LIMIT 1`,
    ],
  });
  return new World(harness, simulator, await Door.open(CLIENT_SECRET), folder);
}

/** What the account's owner does on TikTok's page. */
export async function consent(
  authorizeUrl: string,
  { account = 'sim.store', without = [], decision = 'continue' }: Choice = {},
): Promise<Redirect> {
  const page = await (await fetch(authorizeUrl)).text();
  const openId = page.match(new RegExp(`value="([^"]+)"[^>]*>\\s*<span><strong>@${account}<`))?.[1];
  if (!openId) throw new Error(`TikTok's page does not offer @${account}`);
  const scopes = [...page.matchAll(/name="scope" value="([^"]+)"/g)].map(([, scope]) => scope ?? '');
  const body = new URLSearchParams([
    ['account', openId],
    ['decision', decision],
    ...scopes.filter((scope) => !without.includes(scope)).map((scope): [string, string] => ['scope', scope]),
  ]);
  const response = await fetch(authorizeUrl, { method: 'POST', body, redirect: 'manual' });
  const target = new URL(response.headers.get('location') ?? '');
  if (!target.href.startsWith(`${PUBLIC_URL}/integrations/tiktok/callback/?`)) throw new Error('not sent back to us');
  return { state: '', ...Object.fromEntries(target.searchParams) };
}
