import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  type Actor,
  CommentModerated,
  CommentVisibilityReported,
  type DataOf,
  ModerateComment,
  type ModerationAction,
  newId,
} from '@duet/contracts';
import { type Harness, startHarness, until } from '@duet/testing';
import { parseWebhook } from '@duet/tiktok-api';
import { budgetSchema } from '@duet/tiktok-budget';
import { defaultApp, seedIds, type Simulator, startSimulator } from '@duet/tiktok-simulator';
import { moderationSchema } from '../src/schema.ts';
import { defineModeration } from '../src/service.ts';
import { TokenLender } from './token-lender.ts';

const visibilities = {
  delete: 'deleted',
  set_to_hidden: 'hidden',
  set_to_friends_only: 'friends_only',
  set_to_public: 'public',
} as const;

export type News = DataOf<typeof CommentModerated>;

/** Moderation on a real database and broker, with the simulator over HTTP and a door for its webhooks. */
export class World {
  readonly workspaceId = newId();
  readonly channelId = newId();
  readonly accountId = newId();
  readonly agent: Actor = {
    kind: 'person',
    id: newId(),
    name: 'Ada',
    role: 'agent',
    workspaceId: this.workspaceId,
  };
  readonly harness: Harness;
  readonly simulator: Simulator;
  readonly lender: TokenLender;
  readonly #close: () => Promise<void>;

  constructor(harness: Harness, simulator: Simulator, lender: TokenLender, close: () => Promise<void>) {
    this.harness = harness;
    this.simulator = simulator;
    this.lender = lender;
    this.#close = close;
  }

  /** A customer's comment, as TikTok has it. */
  async comment(text = 'Buy followers here'): Promise<string> {
    const { commentId } = await this.simulator.control.act({
      do: 'comment',
      customer: 'bo_mx',
      post: seedIds.post,
      text,
    });
    return String(commentId);
  }

  /** A comment of the account itself, as TikTok has it. */
  async ownComment(text = 'Thank you!'): Promise<string> {
    const { commentId } = await this.simulator.control.act({ do: 'owner_comment', post: seedIds.post, text });
    return String(commentId);
  }

  async moderate(
    commentId: string,
    action: ModerationAction,
    more: { parentCommentId?: string; occurredAt?: Date; jobId?: string } = {},
  ): Promise<string> {
    const { parentCommentId = null, occurredAt = new Date(), jobId } = more;
    const data = { ...this.place(commentId), parentCommentId, action, actor: this.agent, jobId };
    return this.harness.publish(ModerateComment, { workspaceId: this.workspaceId, data, occurredAt });
  }

  async report(
    commentId: string,
    visibility: 'public' | 'hidden' | 'friends_only' | 'deleted',
    reportedAt: Date,
    parentCommentId: string | null = null,
  ): Promise<void> {
    const at = reportedAt.toISOString();
    const data = { ...this.place(commentId), parentCommentId, origin: 'live' as const, visibility, reportedAt: at };
    await this.harness.publish(CommentVisibilityReported, { workspaceId: this.workspaceId, data });
  }

  place(commentId: string) {
    return { channelId: this.channelId, accountId: this.accountId, commentId, videoId: seedIds.post as string };
  }

  /** All that was told of a comment, in order. */
  news(commentId: string): News[] {
    return this.harness
      .published(CommentModerated)
      .map(({ data }) => data)
      .filter((data) => data.commentId === commentId);
  }

  last(commentId: string): News | undefined {
    return this.news(commentId).at(-1);
  }

  async untilNews(commentId: string, expected: Partial<News>): Promise<void> {
    const holds = () => isDeepStrictEqual({ ...this.last(commentId), ...expected }, this.last(commentId));
    await until(`news of ${commentId}: ${JSON.stringify(expected)}`, () => Promise.resolve(holds()));
  }

  /** What TikTok took on for this comment. */
  async effects(commentId: string): Promise<{ kind: string; changed: unknown }[]> {
    const entries = await this.simulator.control.ledger();
    return entries
      .filter(({ kind, target }) => kind.startsWith('comment.') && target['commentId'] === commentId)
      .map(({ kind, result }) => ({ kind, changed: result['changed'] }));
  }

  /** The service has TikTok's acceptance on record: from then on its clock may be moved. */
  async accepted(commentId: string): Promise<void> {
    await until('the acceptance is on record', async () => {
      const rows = await this.harness.sql(
        'SELECT 1 FROM moderation.comments WHERE comment_id = $1 AND accepted_at IS NOT NULL',
        [commentId],
      );
      return rows.length === 1;
    });
  }

  /** Calls that reached TikTok, whatever became of them. */
  async calls(endpoint: 'hide' | 'list' | 'delete', since = 0): Promise<number> {
    return (await this.simulator.control.requests({ path: `/business/comment/${endpoint}/`, since })).length;
  }

  /** The audit, oldest first. */
  audit(commentId: string): Promise<{ action: string; actor: string; result: string | null; reason: string | null }[]> {
    return this.harness.sql(
      `SELECT action, actor_name AS actor, result, reason FROM moderation.actions WHERE comment_id = $1 ORDER BY requested_at, id`,
      [commentId],
    );
  }

  /** Moves our clock and TikTok's together. */
  async moveClocks(offsetMs: number): Promise<void> {
    await this.simulator.control.clock({ offsetMs });
    await this.harness.moveClock(offsetMs);
  }

  /** One more replica of the service. */
  async boot(): Promise<void> {
    await this.harness.boot(
      defineModeration({
        ...this.harness.config('moderation'),
        TIKTOK_BASE_URL: `${this.simulator.url}/open_api/v1.3`,
        TIKTOK_CLIENT_KEY: defaultApp.clientKey,
        TIKTOK_CLIENT_SECRET: defaultApp.clientSecret,
        TIKTOK_TIMEOUT_MS: 2_000,
      }),
    );
  }

  close(): Promise<void> {
    return this.#close();
  }
}

export async function openWorld(): Promise<World> {
  const now = { min: 0, max: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'duet-moderation-'));
  const simulator = await startSimulator({
    dbFile: join(folder, 'simulator.db'),
    settings: { visibilityDelay: now, ownCommentPublicDelay: now, retryScale: 0.001 },
  });
  const grant = () => simulator.control.grant('sim.store');
  const { access_token, open_id } = await grant();
  const lender = new TokenLender(open_id, access_token, async () => (await grant()).access_token);
  const harness = await startHarness({ schemas: [moderationSchema, budgetSchema] });
  const closeLender = await lender.serve(harness);
  let world: World | undefined;
  const door = await startDoor(async (body) => {
    const webhook = parseWebhook(body);
    if (webhook.event !== 'comment.update' || webhook.data.action === 'insert') return;
    const { commentId, action, occurredAtMs, parentCommentId } = webhook.data;
    await world?.report(commentId, visibilities[action], new Date(occurredAtMs), parentCommentId);
  });
  await subscribe(simulator, door.url);
  world = new World(harness, simulator, lender, async () => {
    await closeLender();
    await harness.stop();
    await simulator.close();
    door.server.closeAllConnections();
    await new Promise((resolve) => door.server.close(resolve));
    rmSync(folder, { recursive: true });
  });
  await world.boot();
  return world;
}

/** Where ingestion would stand. */
async function startDoor(accept: (body: Buffer) => Promise<void>): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      accept(Buffer.concat(chunks)).then(
        () => response.writeHead(200).end(),
        () => response.writeHead(503).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

async function subscribe(simulator: Simulator, callbackUrl: string): Promise<void> {
  const response = await fetch(`${simulator.url}/open_api/v1.3/business/webhook/update/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      app_id: defaultApp.clientKey,
      secret: defaultApp.clientSecret,
      event_type: 'COMMENT',
      callback_url: callbackUrl,
    }),
  });
  const { code } = (await response.json()) as { code: number };
  if (code !== 0) throw new Error(`no webhooks: ${code}`);
}
