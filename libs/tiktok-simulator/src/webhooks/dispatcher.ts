import { randomBytes } from 'node:crypto';
import type { FaultInjector } from '../faults/injector.ts';
import type { AppStore } from '../platform/app-config.ts';
import type { SettingsStore } from '../platform/settings.ts';
import type { Database } from '../storage/database.ts';
import type { Delivery } from './entities.ts';
import { nextRetry } from './retry-schedule.ts';
import { signatureHeader } from './signature.ts';
import type { DeliveryStore, SubscriptionStore } from './store.ts';

const maxInFlight = 256;
const flushAfterMs = 10;

interface Outcome {
  status: number | null;
  error: string | null;
}

/**
 * Sends stored deliveries when they are due, in parallel and in no promised order. Results are stored in groups; a result
 * lost to a crash only means one more delivery.
 */
export class Dispatcher {
  private readonly timers = new Map<number, NodeJS.Timeout>();
  private readonly ready: Delivery[] = [];
  private readonly attempted = new Map<number, () => void>();
  private readonly inFlight = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private finished: Delivery[] = [];
  private flushTimer: NodeJS.Timeout | undefined;
  private generation = 0;

  private readonly database: Database;
  private readonly deliveries: DeliveryStore;
  private readonly subscriptions: SubscriptionStore;
  private readonly app: AppStore;
  private readonly settings: SettingsStore;
  private readonly faults: FaultInjector;

  constructor(
    database: Database,
    deliveries: DeliveryStore,
    subscriptions: SubscriptionStore,
    app: AppStore,
    settings: SettingsStore,
    faults: FaultInjector,
  ) {
    this.database = database;
    this.deliveries = deliveries;
    this.subscriptions = subscriptions;
    this.app = app;
    this.settings = settings;
    this.faults = faults;
  }

  schedule(deliveries: Delivery[]): void {
    for (const delivery of deliveries) {
      const timer = setTimeout(
        () => {
          this.timers.delete(delivery.id);
          this.ready.push(delivery);
          this.startReady();
        },
        Math.max(0, delivery.nextRealAt - Date.now()),
      );
      this.timers.set(delivery.id, timer);
    }
  }

  /** Takes up what is pending in the database: at start, and to make everything due at once. */
  resume(): void {
    this.forget();
    this.schedule(this.deliveries.pending());
  }

  retryAllNow(): void {
    this.flush();
    this.deliveries.makeAllDue(Date.now());
    this.resume();
  }

  /** Resolves after the first attempt, or after `atMostMs`. */
  whenAttempted(id: number, atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, atMostMs);
      const { attempted } = this;
      function done(): void {
        clearTimeout(timer);
        attempted.delete(id);
        resolve();
      }
      attempted.set(id, done);
    });
  }

  /** Drops what is scheduled in memory; attempts under way end without effect. */
  forget(): void {
    this.generation++;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.ready.length = 0;
    this.finished = [];
  }

  async stop(): Promise<void> {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.ready.length = 0;
    this.stopping.abort();
    await Promise.allSettled(this.inFlight);
    for (const done of this.attempted.values()) done();
    this.flush();
  }

  private startReady(): void {
    while (this.inFlight.size < maxInFlight) {
      const delivery = this.ready.shift();
      if (!delivery) return;
      const attempt = this.attempt(delivery, this.generation).finally(() => {
        this.inFlight.delete(attempt);
        this.startReady();
      });
      this.inFlight.add(attempt);
    }
  }

  private async attempt(delivery: Delivery, generation: number): Promise<void> {
    const subscription = this.subscriptions.find(delivery.eventType);
    const startedAt = Date.now();
    const outcome: Outcome = subscription
      ? await this.post(subscription.callbackUrl, delivery)
      : { status: null, error: 'the subscription was deleted' };
    this.attempted.get(delivery.id)?.();
    if (this.stopping.signal.aborted || generation !== this.generation) return;
    const result = this.judge(delivery, outcome, startedAt, subscription === undefined);
    this.finished.push(result);
    this.flushTimer ??= setTimeout(() => this.flush(), flushAfterMs);
    if (result.state === 'pending') this.schedule([result]);
  }

  private async post(url: string, { body, openId, event }: Delivery): Promise<Outcome> {
    const { clientSecret } = this.app.current;
    const secret = this.faults.badSignature(openId, event) ? `${clientSecret}-wrong` : clientSecret;
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          'Tiktok-Signature': signatureHeader(secret, body, Math.floor(Date.now() / 1000)),
          'webhook-schema-version': '1.0',
          'user-agent': 'tiktok-webhook',
          'x-tt-logid': randomBytes(12).toString('hex'),
        },
        body,
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(this.settings.current.webhookTimeoutMs)]),
      });
      await response.arrayBuffer();
      return { status: response.status, error: null };
    } catch (error) {
      return { status: null, error: describe(error) };
    }
  }

  private judge(delivery: Delivery, outcome: Outcome, startedAt: number, unsubscribed: boolean): Delivery {
    const now = Date.now();
    const attempts = delivery.attempts + 1;
    const tried: Delivery = {
      ...delivery,
      attempts,
      firstAttemptRealAt: delivery.firstAttemptRealAt ?? startedAt,
      lastStatus: outcome.status,
      lastError: outcome.error,
    };
    if (unsubscribed) return { ...tried, state: 'dropped' };
    if (outcome.status === 200) return { ...tried, state: 'acknowledged', acknowledgedRealAt: now };
    const delay = nextRetry(attempts, now - delivery.createdRealAt, this.settings.current.retryScale);
    return delay === undefined ? { ...tried, state: 'expired' } : { ...tried, nextRealAt: now + delay };
  }

  /** Stores the results of finished attempts. */
  flush(): void {
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    const results = this.finished;
    this.finished = [];
    if (results.length === 0) return;
    this.database.transaction(() => {
      for (const result of results) this.deliveries.save(result);
    });
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.name}: ${error.message}${cause}`;
}
