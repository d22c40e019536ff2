import { isDeepStrictEqual } from 'node:util';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ModerationJobChanged } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { Clock, type Log, Loop, publish, type Publish, Relay, writeOutbox } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { decideProgress, type Job, jobView } from './job.ts';
import { JobItemStore } from './job-item.store.ts';
import { JobSender } from './job-sender.ts';
import { JobStore } from './job.store.ts';
import { JobTime, type TimeLeft } from './job-time.ts';

const POLL_MS = 2_000;
/** Progress is told no more often than this. */
const SPACING_MS = 500;

/**
 * Brings open jobs forward, one step of one job in one transaction: a crash loses nothing and repeats nothing. Whatever is
 * not sent yet waits here and not at moderation, so that a cancellation reaches it.
 */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #database: Database;
  readonly #jobs: JobStore;
  readonly #items: JobItemStore;
  readonly #sender: JobSender;
  readonly #time: JobTime;
  readonly #clock: Clock;
  readonly #relay: Relay;
  readonly #loop: Loop;

  constructor(
    database: Database,
    jobs: JobStore,
    items: JobItemStore,
    sender: JobSender,
    time: JobTime,
    clock: Clock,
    relay: Relay,
    @Inject(LOGGER) log: Log,
  ) {
    this.#database = database;
    this.#jobs = jobs;
    this.#items = items;
    this.#sender = sender;
    this.#time = time;
    this.#clock = clock;
    this.#relay = relay;
    this.#loop = new Loop({
      name: 'moderation jobs',
      pass: () => this.#pass(),
      pollMs: POLL_MS,
      spacingMs: SPACING_MS,
      log,
    });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  wake(): void {
    this.#loop.wake();
  }

  async #pass(): Promise<'idle'> {
    const open = await this.#database.asWorker((tx) => this.#jobs.open(tx));
    for (const job of open) {
      const timeLeft = await this.#time.ofOpen(job.actor);
      await this.#database.asWorker((tx) => this.#step(tx, job, timeLeft));
    }
    return 'idle';
  }

  async #step(tx: Tx, { workspaceId, id }: Job, timeLeft: TimeLeft): Promise<void> {
    const job = await this.#jobs.claim(tx, { workspaceId, id });
    if (!job) return;
    const sent = job.status === 'running' ? await this.#sender.sendNext(tx, job) : [];
    const now = this.#clock.now();
    const after = decideProgress(job, await this.#items.tally(tx, job), now);
    if (!isDeepStrictEqual(after, job)) await this.#jobs.save(tx, after);
    await writeOutbox(tx, [...sent, ...(isDeepStrictEqual(after, job) ? [] : [newsOf(after, timeLeft, now)])]);
    tx.afterCommit(() => this.#relay.wake());
  }
}

function newsOf(job: Job, timeLeft: TimeLeft, now: Date): Publish {
  const { workspaceId, id, correlationId } = job;
  return publish(ModerationJobChanged, {
    workspaceId,
    data: { job: jobView(job, timeLeft(id)) },
    cause: { id, correlationId },
    occurredAt: now,
  });
}
