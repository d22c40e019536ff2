import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@duet/database';
import { Clock, type Log, Loop, Relay, writeOutbox } from '@duet/messaging';
import { failpoint, LOGGER } from '@duet/service-kit';
import { ActionStore } from '../actions/action.store.ts';
import { CommentChanges, type Stores } from '../comments/comment-changes.ts';
import type { Comment, Decision, Pending } from '../comments/comment.ts';
import { CommentStore } from '../comments/comment.store.ts';
import { decideOnAnswer, decideOnReadBack, type Outcome } from '../comments/decide-on-answer.ts';
import { outcomeOf } from './outcome-of.ts';
import { TikTok } from './tiktok.ts';

const AT_A_TIME = 20;
const POLL_MS = 500;
/** Outlasts a token, a call, its refusal, another token and the second call. */
const LEASE_MS = 60_000;

type Decide = (comment: Comment, now: Date) => Decision;

/**
 * Makes the calls that are due, one at a time for each comment, and looks whether accepted ones came into effect. What a
 * person waits for has a loop of its own: no slow call of a job with thousands stands before it, here or in the budget.
 */
@Injectable()
export class Moderator implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #database: Database;
  readonly #stores: Stores;
  readonly #tiktok: TikTok;
  readonly #clock: Clock;
  readonly #relay: Relay;
  readonly #urgent: Loop;
  readonly #bulk: Loop;

  constructor(
    database: Database,
    comments: CommentStore,
    actions: ActionStore,
    tiktok: TikTok,
    clock: Clock,
    relay: Relay,
    @Inject(LOGGER) log: Log,
  ) {
    this.#database = database;
    this.#stores = { comments, actions };
    this.#tiktok = tiktok;
    this.#clock = clock;
    this.#relay = relay;
    this.#urgent = new Loop({ name: 'moderator', pass: () => this.#pass(true), pollMs: POLL_MS, log });
    this.#bulk = new Loop({ name: 'bulk moderator', pass: () => this.#pass(false), pollMs: POLL_MS, log });
  }

  onApplicationBootstrap(): void {
    this.#urgent.start();
    this.#bulk.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.#urgent.stop(), this.#bulk.stop()]);
  }

  wake(): void {
    this.#urgent.wake();
    this.#bulk.wake();
  }

  async #pass(urgent: boolean): Promise<'again' | 'idle'> {
    const realNow = new Date();
    const leasedUntil = new Date(realNow.getTime() + LEASE_MS);
    const times = { now: this.#clock.now(), realNow, leasedUntil };
    const due = await this.#database.asWorker((tx) => this.#stores.comments.claimDue(tx, urgent, times, AT_A_TIME));
    const done = await Promise.allSettled(due.map((comment) => this.#work(comment, leasedUntil)));
    const failed = done.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    return due.length === AT_A_TIME ? 'again' : 'idle';
  }

  async #work(comment: Comment, leasedUntil: Date): Promise<void> {
    const { pending } = comment;
    if (!pending) throw new Error(`comment ${comment.commentId} was due with nothing pending`);
    const decide = pending.acceptedAt ? await this.#lookAt(comment, pending) : await this.#callFor(comment, pending);
    await this.#record(comment, pending, leasedUntil, decide);
  }

  async #callFor(comment: Comment, pending: Pending): Promise<Decide> {
    const { action, urgent } = pending;
    if (action === 'publish') throw new Error(`${comment.commentId} was posted by delivery`);
    const priority = urgent ? 'moderation' : 'moderation-bulk';
    const called = this.#tiktok.perform(comment, action, priority);
    const outcome = await called.then(() => ({ kind: 'accepted' }) as const, outcomeOf);
    failpoint('moderation.answered');
    return this.#onAnswer(pending, outcome);
  }

  async #lookAt(comment: Comment, pending: Pending): Promise<Decide> {
    const readAt = this.#clock.now();
    const {
      actionIds: [actionId = ''],
    } = pending;
    try {
      const found = await this.#tiktok.look(comment);
      return (latest) => decideOnReadBack(latest, actionId, found, readAt);
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind === 'later' || outcome.kind === 'turn') return this.#onAnswer(pending, outcome);
      return (latest) => decideOnReadBack(latest, actionId, null, readAt);
    }
  }

  #onAnswer({ actionIds: [actionId = ''], urgent }: Pending, outcome: Outcome): Decide {
    if (outcome.kind === 'turn') (urgent ? this.#urgent : this.#bulk).wakeIn(outcome.afterMs);
    return (latest, now) => decideOnAnswer(latest, actionId, outcome, now);
  }

  async #record(comment: Comment, pending: Pending, leasedUntil: Date, decide: Decide): Promise<void> {
    const { correlationId, actionIds } = pending;
    const cause = { id: actionIds[0] ?? correlationId, correlationId };
    await this.#database.asWorker(async (tx) => {
      const now = this.#clock.now();
      const changes = await CommentChanges.begin(tx, this.#stores, [{ comment, cause }]);
      changes.apply(comment, (latest) => decide(latest, now));
      await writeOutbox(tx, await changes.save(tx, now));
      await this.#stores.comments.release(tx, comment, leasedUntil);
      tx.afterCommit(() => this.#relay.wake());
    });
  }
}
