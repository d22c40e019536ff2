import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Actor, CommentOwners } from '@duet/contracts';
import { Database } from '@duet/database';
import { type Log, Loop, Questions } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { MAX_COMMENT_IDS, parseWebhook } from '@duet/tiktok-api';
import { RouteStore } from '../routing/route.store.ts';
import { BacklogStore, type Pending } from './backlog.store.ts';
import { type CommentAuthor, type CommentUpdate, normalize } from './facts.ts';
import { Normalizer } from './normalizer.ts';

const AT_A_TIME = 200;
const POLL_MS = 250;
const LEASE_MS = 5_000;
/** After this long a comment is taken for a customer's: better an extra ticket than a lost one. */
const GIVE_UP_MS = 60_000;

interface Waiting {
  readonly delivery: Pending;
  readonly comment: CommentUpdate;
  readonly accountId: string;
  readonly workspaceId: string;
}

/**
 * Finds out who wrote a comment while the account's own author id is not known (H12): TikTok's event does not say.
 * Once the account has written its first comment, nothing waits here any more. Until then a post may go viral: one call
 * tells the authors of 30 comments, and one comment of each author is enough.
 */
@Injectable()
export class AuthorLookup implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #database: Database;
  readonly #backlog: BacklogStore;
  readonly #routes: RouteStore;
  readonly #normalizer: Normalizer;
  readonly #questions: Questions;
  readonly #lookingUp: Loop;
  readonly #givingUp: Loop;

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
    this.#lookingUp = new Loop({ name: 'author look-up', pass: () => this.#lookUpSome(), pollMs: POLL_MS, log });
    this.#givingUp = new Loop({ name: 'author given up', pass: () => this.#giveUpSome(), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#lookingUp.start();
    this.#givingUp.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.#lookingUp.stop(), this.#givingUp.stop()]);
  }

  async #lookUpSome(): Promise<'again' | 'idle'> {
    const now = new Date();
    const taken = await this.#database.asWorker((tx) =>
      this.#backlog.takeWaiting(tx, AT_A_TIME, now, new Date(now.getTime() + LEASE_MS)),
    );
    const { waiting, placed } = await this.#place(taken);
    await this.#settle(placed, 'customer');
    const posts = Map.groupBy(waiting, ({ accountId, comment }) => `${accountId} ${comment.videoId}`);
    await Promise.all([...posts.values()].map((group) => this.#lookUp(group)));
    return taken.length === AT_A_TIME ? 'again' : 'idle';
  }

  /** Beside the look-ups, which wait for their turn at TikTok: what arrives in crowds leaves in crowds. */
  async #giveUpSome(): Promise<'again' | 'idle'> {
    const arrivedBefore = new Date(Date.now() - GIVE_UP_MS);
    const overdue = await this.#database.asWorker(async (tx) => {
      const deliveries = await this.#backlog.waitingSince(tx, AT_A_TIME, arrivedBefore);
      await this.#normalizer.settle(tx, deliveries, 'customer');
      return deliveries.length;
    });
    return overdue === AT_A_TIME ? 'again' : 'idle';
  }

  /** What still waits, and what has become clear meanwhile. */
  async #place(deliveries: readonly Pending[]): Promise<{ waiting: Waiting[]; placed: Pending[] }> {
    const parsed = deliveries.map((delivery) => ({ delivery, webhook: parseWebhook(delivery.body) }));
    const openIds = parsed.flatMap(({ webhook }) => (webhook.event === 'unparsable' ? [] : [webhook.businessId]));
    const routes = Map.groupBy(
      await this.#database.asWorker((tx) => this.#routes.connected(tx, [...new Set(openIds)])),
      ({ openId }) => openId,
    );
    const waiting: Waiting[] = [];
    const placed: Pending[] = [];
    for (const { delivery, webhook } of parsed) {
      if (webhook.event === 'unparsable') continue;
      const outcome = normalize(webhook, routes.get(webhook.businessId) ?? []);
      if (outcome.state === 'normalized') placed.push(delivery);
      if (outcome.state === 'waiting') waiting.push({ delivery, comment: outcome.comment, ...outcome.route });
    }
    return { waiting, placed };
  }

  /** @param group comments on one post */
  async #lookUp(group: readonly Waiting[]): Promise<void> {
    const authors = [...Map.groupBy(group, ({ comment }) => comment.uniqueIdentifier ?? comment.commentId).values()];
    const asked = authors.slice(0, MAX_COMMENT_IDS);
    const [first] = group;
    if (!first) return;
    const question = {
      accountId: first.accountId,
      videoId: first.comment.videoId,
      comments: asked.flatMap(([one]) => (one ? [idsOf(one)] : [])),
    };
    const answer = await this.#questions.ask(CommentOwners, question, ingestion(first.workspaceId)).catch(() => null);
    const owners = new Map(answer?.owners.map(({ commentId, owner }) => [commentId, owner]));
    const by = (owner: boolean): Pending[] =>
      asked
        .filter((theirs) => theirs.some(({ comment }) => owners.get(comment.commentId) === owner))
        .flat()
        .map(({ delivery }) => delivery);
    await this.#settle(by(true), 'account');
    await this.#settle(by(false), 'customer');
  }

  async #settle(deliveries: readonly Pending[], author: CommentAuthor): Promise<void> {
    if (deliveries.length === 0) return;
    await this.#database.asWorker(async (tx) => {
      // The author may have become known meanwhile, and the delivery gone its way.
      await this.#normalizer.settle(tx, await this.#backlog.stillWaiting(tx, deliveries), author);
    });
  }
}

const idsOf = ({ comment }: Waiting) => ({ commentId: comment.commentId, parentCommentId: comment.parentCommentId });

const ingestion = (workspaceId: string): Actor => ({
  kind: 'system',
  id: 'ingestion',
  name: 'ingestion',
  role: 'owner',
  workspaceId,
});
