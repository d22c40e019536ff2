import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { deriveId } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { type Cause, type Log, Loop, publish, Relay, writeOutbox } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { type ParsedWebhook, parseWebhook } from '@duet/tiktok-api';
import { z } from 'zod';
import { countNormalized } from '../metrics.ts';
import { type Arrival, IntakeBook } from '../intake/intake-book.ts';
import { type OpenRoute, RouteStore } from '../routing/route.store.ts';
import { BacklogStore, type Mark, type Pending } from './backlog.store.ts';
import { type CommentAuthor, type Fact, normalize, type Outcome, routeFor } from './facts.ts';
import { NormalizerSignal } from './normalizer-signal.ts';

const BATCH = 200;
const SPACING_MS = 10;
const POLL_MS = 100;
const STALE_LIMIT_MS = 72 * 3_600_000;
const LOOK_UP_AFTER_MS = 0;

/** Turns committed deliveries into facts: the mark and the facts' outbox rows are one commit (H2). */
@Injectable()
export class Normalizer implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #database: Database;
  readonly #backlog: BacklogStore;
  readonly #routes: RouteStore;
  readonly #relay: Relay;
  readonly #intake: IntakeBook;
  readonly #loop: Loop;

  constructor(
    database: Database,
    backlog: BacklogStore,
    routes: RouteStore,
    relay: Relay,
    signal: NormalizerSignal,
    intake: IntakeBook,
    @Inject(LOGGER) log: Log,
  ) {
    this.#database = database;
    this.#backlog = backlog;
    this.#routes = routes;
    this.#relay = relay;
    this.#intake = intake;
    this.#loop = new Loop({
      name: 'normalizer',
      pass: () => this.#pass(),
      pollMs: POLL_MS,
      spacingMs: SPACING_MS,
      log,
    });
    signal.listen(() => this.#loop.wake());
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'again' | 'idle'> {
    const done = await this.#database.asWorker(async (tx) => {
      const pending = await this.#backlog.next(tx, BATCH);
      await this.settle(tx, pending);
      return pending.length;
    });
    return done === BATCH ? 'again' : 'idle';
  }

  /** Writes the facts of these deliveries and marks them. `author` says who wrote the comment, where that was looked up. */
  async settle(tx: Tx, pending: readonly Pending[], author?: CommentAuthor): Promise<void> {
    if (pending.length === 0) return;
    const parsed = pending.map((delivery) => ({ delivery, webhook: parseWebhook(delivery.body) }));
    const openIds = parsed.map(({ webhook }) => openIdOf(webhook)).filter((openId) => openId !== null);
    const routes = Map.groupBy(await this.#routes.connected(tx, [...new Set(openIds)]), ({ openId }) => openId);
    const marks: Mark[] = [];
    const arrivals: Arrival[] = [];
    const messages = parsed.flatMap(({ delivery, webhook }) => {
      const candidates = routes.get(openIdOf(webhook) ?? '') ?? [];
      const outcome = decide(delivery, webhook, candidates, author);
      arrivals.push(...arrivalOf(delivery, webhook, candidates));
      const facts = outcome.state === 'normalized' ? outcome.facts : [];
      marks.push(markOf(delivery, webhook, outcome, facts));
      const cause: Cause = {
        id: delivery.id,
        correlationId: delivery.id,
        traceparent: delivery.traceparent ?? undefined,
      };
      return facts.map(({ definition, workspaceId, data, personKey }, index) =>
        publish(definition, {
          workspaceId,
          data,
          cause,
          occurredAt: delivery.received_at,
          id: deriveId(delivery.id, index),
          ...(personKey === null ? {} : { personKey }),
        }),
      );
    });
    await writeOutbox(tx, messages);
    await this.#backlog.mark(tx, marks);
    tx.afterCommit(() => {
      this.#intake.note(arrivals);
      if (messages.length > 0) this.#relay.wake();
      for (const [state, group] of Map.groupBy(marks, (mark) => mark.state)) countNormalized(state, group.length);
    });
  }
}

type Decision = Outcome | { readonly state: 'quarantined'; readonly reason: string };

function decide(
  delivery: Pending,
  webhook: ParsedWebhook,
  routes: readonly OpenRoute[],
  author?: CommentAuthor,
): Decision {
  if (!delivery.fresh && webhook.event !== 'unparsable') {
    const ageMs = delivery.received_at.getTime() - webhook.createdAtMs;
    if (ageMs > STALE_LIMIT_MS) return { state: 'quarantined', reason: 'genuine, but older than 72 hours' };
  }
  try {
    const outcome = normalize(webhook, routes, author);
    if (outcome.state === 'normalized') for (const { definition, data } of outcome.facts) definition.data.parse(data);
    return outcome;
  } catch (error) {
    // What no fact can hold, such as a time beyond all dates, must not stop the batch: it is kept with its reason.
    return { state: 'unparsable', reason: `fact: ${reasonOf(error)}` };
  }
}

/** Which channel this was for, whatever became of it. */
function arrivalOf({ received_at }: Pending, webhook: ParsedWebhook, routes: readonly OpenRoute[]): Arrival[] {
  if (webhook.event === 'unparsable' || webhook.event === 'unknown') return [];
  const route = routeFor(webhook, routes);
  return route ? [{ route, eventAt: new Date(webhook.createdAtMs), receivedAt: received_at }] : [];
}

const reasonOf = (error: unknown): string =>
  error instanceof z.ZodError
    ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
    : String(error);

const openIdOf = (webhook: ParsedWebhook): string | null =>
  webhook.event === 'unparsable' ? (webhook.envelope?.businessId ?? null) : webhook.businessId;

function eventOf(webhook: ParsedWebhook): string | null {
  if (webhook.event === 'unparsable' || webhook.event === 'unknown') return webhook.name;
  return webhook.event;
}

function markOf(delivery: Pending, webhook: ParsedWebhook, outcome: Decision, facts: readonly Fact[]): Mark {
  const [first] = facts;
  return {
    day: delivery.day,
    id: delivery.id,
    state: outcome.state,
    event: eventOf(webhook),
    openId: openIdOf(webhook),
    workspaceId: first?.workspaceId ?? null,
    reason: 'reason' in outcome ? outcome.reason : null,
    retryAt: outcome.state === 'waiting' ? new Date(Date.now() + LOOK_UP_AFTER_MS) : null,
    personKey: first?.personKey ?? null,
  };
}
