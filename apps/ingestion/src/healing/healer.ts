import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Actor, MessagesKnown, newId } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, Loop, publish, type Publish, Questions, Relay, writeOutbox } from '@duet/messaging';
import { failpoint, LOGGER } from '@duet/service-kit';
import { TikTokRateLimited } from '@duet/tiktok-api';
import { countHealed } from '../metrics.ts';
import type { Fact } from '../normalizing/facts.ts';
import { failureOf } from './failure.ts';
import { type Findings, type Listed, nothing, type Reading } from './findings.ts';
import { ReadComments, replyGap } from './read-comments.ts';
import { ReadMessages } from './read-messages.ts';
import { ReplyCountStore } from './reply-count.store.ts';
import { SweepStore } from './sweep.store.ts';
import { beginSweep, decideInterval, originOf, type Sweep, type Task } from './sweep.ts';

const AT_A_TIME = 4;
const POLL_MS = 500;
/** Outlasts a token, a read, its refusal, another token, the second read and a question. */
const LEASE_MS = 90_000;
const KNOWN_AT_A_TIME = 200;

/** Feeds what webhooks missed, found in TikTok's lists, through the road of the webhooks; a read at a time for each channel. */
@Injectable()
export class Healer implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #database: Database;
  readonly #sweeps: SweepStore;
  readonly #counts: ReplyCountStore;
  readonly #messages: ReadMessages;
  readonly #comments: ReadComments;
  readonly #questions: Questions;
  readonly #relay: Relay;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #loop: Loop;

  constructor(
    database: Database,
    sweeps: SweepStore,
    counts: ReplyCountStore,
    messages: ReadMessages,
    comments: ReadComments,
    questions: Questions,
    relay: Relay,
    clock: Clock,
    @Inject(LOGGER) log: Log,
  ) {
    this.#database = database;
    this.#sweeps = sweeps;
    this.#counts = counts;
    this.#messages = messages;
    this.#comments = comments;
    this.#questions = questions;
    this.#relay = relay;
    this.#clock = clock;
    this.#log = log;
    this.#loop = new Loop({ name: 'healer', pass: () => this.#pass(), pollMs: POLL_MS, log });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#database.asWorker((tx) => this.#sweeps.adopt(tx, this.#clock.now()));
    this.#loop.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<'again' | 'idle'> {
    const realNow = new Date();
    const times = { now: this.#clock.now(), realNow, leasedUntil: new Date(realNow.getTime() + LEASE_MS) };
    const due = await this.#database.asWorker((tx) => this.#sweeps.claimDue(tx, times, AT_A_TIME));
    await Promise.all(due.map((sweep) => this.#step(sweep)));
    return due.length > 0 ? 'again' : 'idle';
  }

  async #step(sweep: Sweep): Promise<void> {
    const reading = { sweep, progress: sweep.progress ?? beginSweep(sweep, this.#clock.now().getTime()) };
    try {
      const [task] = reading.progress.tasks;
      const findings = task ? await this.#read(task, reading) : nothing;
      const missing = await this.#missing(findings, reading);
      await this.#record(reading, findings, missing);
    } catch (error) {
      await this.#postpone(reading, error);
    }
  }

  #read(task: Task, reading: Reading): Promise<Findings> {
    switch (task.read) {
      case 'conversations':
        return this.#messages.conversations(task, reading);
      case 'messages':
        return this.#messages.messages(task, reading);
      case 'posts':
        return this.#comments.posts(task, reading);
      case 'comments':
        return this.#comments.comments(task, reading);
      case 'replies':
        return this.#comments.replies(task, reading);
    }
  }

  /** What of the findings stands in no thread: only this is told, so that webhooks cost nothing more. */
  async #missing({ listed, gapUnlessKnown }: Findings, { sweep, progress }: Reading): Promise<Missing> {
    const ids = [
      ...new Set([...listed, ...(gapUnlessKnown ? [gapUnlessKnown] : [])].map(({ externalId }) => externalId)),
    ];
    const known = await this.#known(sweep, ids);
    const [task] = progress.tasks;
    // A reply list is read once for each change of its count: nothing of it can be left for later.
    const graceMs = task?.read === 'replies' ? 0 : progress.graceMs;
    const youngestMs = this.#clock.now().getTime() - graceMs;
    const fresh = new Map(listed.map((one) => [one.externalId, one]));
    const missing = [...fresh.values()].filter(({ externalId, atMs }) => !known.has(externalId) && atMs <= youngestMs);
    const isGap = gapUnlessKnown && !known.has(gapUnlessKnown.externalId) && gapUnlessKnown.gap.toMs <= youngestMs;
    return { listed: missing, gaps: isGap ? [gapUnlessKnown.gap] : [] };
  }

  async #known({ route: { channelId, workspaceId } }: Sweep, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    for (let start = 0; start < ids.length; start += KNOWN_AT_A_TIME) {
      const externalIds = ids.slice(start, start + KNOWN_AT_A_TIME);
      const answer = await this.#questions.ask(MessagesKnown, { channelId, externalIds }, healer(workspaceId));
      for (const id of answer.known) known.add(id);
    }
    return known;
  }

  async #record({ sweep, progress }: Reading, findings: Findings, missing: Missing): Promise<void> {
    const published = missing.listed.flatMap((one) => this.#publish(one, sweep));
    const done = {
      ...progress,
      found: progress.found + published.length,
      tasks: [...findings.next, ...progress.tasks.slice(1)],
    };
    failpoint('ingestion.listed');
    await this.#database.asWorker(async (tx) => {
      const now = this.#clock.now();
      const held =
        done.tasks.length > 0
          ? await this.#sweeps.advance(tx, sweep, done, now)
          : await this.#sweeps.finish(tx, sweep, done, now, decideInterval(sweep.intervalMs, done.found));
      if (!held) return;
      await writeOutbox(tx, published);
      await this.#sweeps.addGaps(tx, sweep.route, [...findings.gaps, ...missing.gaps]);
      const [task] = progress.tasks;
      if (task?.read === 'messages' && task.isStranger && published.length > 0) {
        await this.#sweeps.addStrangers(tx, sweep.route, published.length, now);
      }
      await this.#counts.save(tx, sweep.route, findings.replyCounts ?? new Map());
      tx.afterCommit(() => {
        if (published.length === 0) return;
        countHealed(sweep.route.channelType, published.length);
        this.#relay.wake();
      });
    });
  }

  #publish(listed: Listed, sweep: Sweep): Publish[] {
    const outcome = listed.fact(originOf(listed.atMs, sweep));
    if (outcome.state !== 'normalized') return [];
    return outcome.facts.filter(isWhole).map(({ definition, workspaceId, data, personKey }) => {
      const id = newId();
      const cause = { id, correlationId: id };
      const about = personKey === null ? {} : { personKey };
      return publish(definition, { workspaceId, data, cause, occurredAt: this.#clock.now(), id, ...about });
    });
  }

  /** TikTok's own no to one thread ends this read only; anything else is tried again. */
  async #postpone(reading: Reading, error: unknown): Promise<void> {
    const { sweep, progress } = reading;
    const [task] = progress.tasks;
    const failure = failureOf(error);
    const { channelId } = sweep.route;
    const waitsForTurn = error instanceof TikTokRateLimited;
    if (!waitsForTurn)
      this.#log.warn({ err: error, channelId, read: task?.read }, 'a list of TikTok could not be read');
    if (
      failure.kind === 'given up' &&
      task &&
      (task.read === 'replies' || 'videoId' in task || task.read === 'messages')
    ) {
      const gaps = task.read === 'replies' ? [replyGap(task.commentId, reading)] : [];
      return this.#record(reading, { ...nothing, gaps }, { listed: [], gaps: [] });
    }
    const afterMs = failure.kind === 'later' ? failure.afterMs : sweep.intervalMs;
    const nextAt = new Date(this.#clock.now().getTime() + afterMs);
    const reason = waitsForTurn ? null : error instanceof Error ? error.message : String(error);
    await this.#database.asWorker((tx) => this.#sweeps.postpone(tx, sweep, reason, nextAt));
  }
}

interface Missing {
  readonly listed: readonly Listed[];
  readonly gaps: Findings['gaps'];
}

/** What no fact can hold, such as a time beyond all dates, must not stop the sweep. */
const isWhole = ({ definition, data }: Fact): boolean => definition.data.safeParse(data).success;

const healer = (workspaceId: string): Actor => ({
  kind: 'system',
  id: 'ingestion',
  name: 'ingestion',
  role: 'agent',
  workspaceId,
});
