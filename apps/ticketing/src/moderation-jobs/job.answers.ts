import { Injectable } from '@nestjs/common';
import {
  type Actor,
  ModerationJobCancel,
  ModerationJobChanged,
  ModerationJobStart,
  ModerationJobUndo,
  type ModerationJobView,
  newId,
  Rejection,
  type RequestOf,
} from '@duet/contracts';
import { Answers, Clock, publish, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { assertSupervisor } from './assert-supervisor.ts';
import { contrary, decideProgress, type Job, jobView } from './job.ts';
import { JobItemStore } from './job-item.store.ts';
import { JobRunner } from './job-runner.ts';
import { JobStore } from './job.store.ts';
import { previewOf } from './plan.ts';
import { Planner } from './planner.ts';

const nothing = {
  counts: { total: 0, done: 0, failed: 0, skipped: 0, dropped: 0, pending: 0, underWay: 0 },
  failures: [],
};

/** Starts, cancels and undoes jobs; the runner does the work. How long it takes is told by the events that follow. */
@Injectable()
export class JobAnswers {
  readonly #jobs: JobStore;
  readonly #items: JobItemStore;
  readonly #planner: Planner;
  readonly #runner: JobRunner;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(
    jobs: JobStore,
    items: JobItemStore,
    planner: Planner,
    runner: JobRunner,
    audit: AuditStore,
    clock: Clock,
  ) {
    this.#jobs = jobs;
    this.#items = items;
    this.#planner = planner;
    this.#runner = runner;
    this.#audit = audit;
    this.#clock = clock;
  }

  @Answers(ModerationJobStart)
  async start(order: RequestOf<typeof ModerationJobStart>, question: QuestionInTx): Promise<ModerationJobView> {
    const { tx, actor } = question;
    assertSupervisor(actor);
    const plan = await this.#planner.plan(tx, order);
    const { toChange, ...rest } = previewOf(plan);
    if (toChange === 0) throw new Rejection('job_without_work', rest);
    const job = this.#newJob(actor, question, order.action, null);
    await this.#jobs.insert(tx, job);
    await this.#items.insert(tx, job, plan);
    const { filter = null } = order;
    return this.#save(question, job, 'moderation_job', { filter, total: plan.length });
  }

  @Answers(ModerationJobCancel)
  async cancel({ id }: RequestOf<typeof ModerationJobCancel>, question: QuestionInTx): Promise<ModerationJobView> {
    assertSupervisor(question.actor);
    const job = await this.#jobs.lock(question.tx, id);
    if (job.endedAt) throw new Rejection('job_ended');
    if (job.status === 'stopping') return jobView(job, null);
    await this.#items.dropWaiting(question.tx, job);
    return this.#save(question, { ...job, status: 'stopping' }, 'moderation_job_cancelled', {});
  }

  @Answers(ModerationJobUndo)
  async undo({ id }: RequestOf<typeof ModerationJobUndo>, question: QuestionInTx): Promise<ModerationJobView> {
    const { tx, actor } = question;
    assertSupervisor(actor);
    const undone = await this.#jobs.find(tx, id);
    if (!undone.endedAt) throw new Rejection('job_running');
    const job = this.#newJob(actor, question, contrary[undone.action], id);
    await this.#jobs.insert(tx, job);
    await this.#items.copyChanged(tx, undone, job);
    const { counts } = await this.#items.tally(tx, job);
    if (counts.total === 0) throw new Rejection('job_without_work');
    return this.#save(question, job, 'moderation_job', { undoes: id, total: counts.total });
  }

  #newJob(actor: Actor, { cause }: QuestionInTx, action: Job['action'], undoes: string | null): Job {
    return {
      workspaceId: actor.workspaceId,
      id: newId(),
      action,
      status: 'running',
      actor,
      correlationId: cause.correlationId,
      undoes,
      startedAt: this.#clock.now(),
      endedAt: null,
      tally: nothing,
    };
  }

  /** Writes and tells where the job stands, and who did what to it. */
  async #save(
    { tx, actor, cause, publish: tell }: QuestionInTx,
    before: Job,
    action: string,
    more: Readonly<Record<string, unknown>>,
  ): Promise<ModerationJobView> {
    const now = this.#clock.now();
    const job = decideProgress(before, await this.#items.tally(tx, before), now);
    await this.#jobs.save(tx, job);
    const details = { jobId: job.id, action: job.action, ...more };
    await this.#audit.add(tx, { at: now, actor, action, ticketId: null, details });
    const view = jobView(job, null);
    tell(publish(ModerationJobChanged, { workspaceId: job.workspaceId, data: { job: view }, cause, occurredAt: now }));
    tx.afterCommit(() => this.#runner.wake());
    return view;
  }
}
