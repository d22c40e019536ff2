import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Actor, CommentOwner } from '@duet/contracts';
import { Database } from '@duet/database';
import { type Log, Loop, Questions } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { parseWebhook } from '@duet/tiktok-api';
import { RouteStore } from '../routing/route.store.ts';
import { BacklogStore, type Pending } from './backlog.store.ts';
import { type CommentAuthor, normalize } from './facts.ts';
import { Normalizer } from './normalizer.ts';

const AT_A_TIME = 10;
const POLL_MS = 250;
const LEASE_MS = 5_000;
/** After this long a comment is taken for a customer's: better an extra ticket than a lost one. */
const GIVE_UP_MS = 60_000;

/**
 * Finds out who wrote a comment while the account's own author id is not known (H12): TikTok's event does not say.
 * Once the account has written its first comment, nothing waits here any more.
 */
@Injectable()
export class AuthorLookup implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #database: Database;
  readonly #backlog: BacklogStore;
  readonly #routes: RouteStore;
  readonly #normalizer: Normalizer;
  readonly #questions: Questions;
  readonly #loop: Loop;

  constructor(
    database: Database,
    backlog: BacklogStore,
    routes: RouteStore,
    normalizer: Normalizer,
    questions: Questions,
    @Inject(LOGGER) log: Log,
  ) {
    this.#database = database;
    this.#backlog = backlog;
    this.#routes = routes;
    this.#normalizer = normalizer;
    this.#questions = questions;
    this.#loop = new Loop({ name: 'author look-up', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'again' | 'idle'> {
    const now = new Date();
    const taken = await this.#database.asWorker((tx) =>
      this.#backlog.takeWaiting(tx, AT_A_TIME, now, new Date(now.getTime() + LEASE_MS)),
    );
    await Promise.all(taken.map((delivery) => this.#settle(delivery, now)));
    return taken.length === AT_A_TIME ? 'again' : 'idle';
  }

  async #settle(delivery: Pending, now: Date): Promise<void> {
    const author = (await this.#ask(delivery)) ?? (isOverdue(delivery, now) ? 'customer' : null);
    if (!author) return;
    await this.#database.asWorker(async (tx) => {
      // The author may have become known meanwhile, and the delivery gone its way.
      if (await this.#backlog.stillWaits(tx, delivery)) await this.#normalizer.settle(tx, [delivery], author);
    });
  }

  async #ask(delivery: Pending): Promise<CommentAuthor | null> {
    const webhook = parseWebhook(delivery.body);
    if (webhook.event === 'unparsable') return null;
    const routes = await this.#database.asWorker((tx) => this.#routes.connected(tx, [webhook.businessId]));
    const outcome = normalize(webhook, routes);
    if (outcome.state !== 'waiting') return outcome.state === 'normalized' ? 'customer' : null;
    const { comment, route } = outcome;
    const question = {
      accountId: route.accountId,
      videoId: comment.videoId,
      commentId: comment.commentId,
      parentCommentId: comment.parentCommentId,
    };
    const found = await this.#questions.ask(CommentOwner, question, ingestion(route.workspaceId)).catch(() => null);
    if (found?.owner === null || found?.owner === undefined) return null;
    return found.owner ? 'account' : 'customer';
  }
}

const isOverdue = (delivery: Pending, now: Date): boolean =>
  now.getTime() - delivery.received_at.getTime() > GIVE_UP_MS;

const ingestion = (workspaceId: string): Actor => ({
  kind: 'system',
  id: 'ingestion',
  name: 'ingestion',
  role: 'owner',
  workspaceId,
});
