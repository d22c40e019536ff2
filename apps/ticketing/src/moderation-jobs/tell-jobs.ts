import { Injectable } from '@nestjs/common';
import {
  type AnswerOf,
  type JobPreview,
  ModerationJobGet,
  ModerationJobList,
  ModerationJobPreview,
  type ModerationJobView,
  type RequestOf,
} from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside, type Question } from '@duet/messaging';
import { assertSupervisor } from './assert-supervisor.ts';
import { jobView } from './job.ts';
import { JobStore } from './job.store.ts';
import { JobTime } from './job-time.ts';
import { previewOf } from './plan.ts';
import { Planner } from './planner.ts';

/** Tells what jobs would do and how far they are. */
@Injectable()
export class TellJobs {
  readonly #database: Database;
  readonly #jobs: JobStore;
  readonly #planner: Planner;
  readonly #time: JobTime;

  constructor(database: Database, jobs: JobStore, planner: Planner, time: JobTime) {
    this.#database = database;
    this.#jobs = jobs;
    this.#planner = planner;
    this.#time = time;
  }

  @AnswersOutside(ModerationJobPreview)
  async preview(order: RequestOf<typeof ModerationJobPreview>, { actor }: Question): Promise<JobPreview> {
    assertSupervisor(actor);
    const plan = await this.#database.asPerson(actor.workspaceId, (tx) => this.#planner.plan(tx, order));
    const work = Map.groupBy(
      plan.flatMap(({ state, candidate }) => (state === 'waiting' && candidate ? [candidate] : [])),
      ({ accountId }) => accountId,
    );
    const counts = new Map([...work].map(([accountId, some]) => [accountId, some.length]));
    return { ...previewOf(plan), timeLeftMs: await this.#time.ofMore(actor, counts) };
  }

  @AnswersOutside(ModerationJobGet)
  async get({ id }: RequestOf<typeof ModerationJobGet>, { actor }: Question): Promise<ModerationJobView> {
    const job = await this.#database.asPerson(actor.workspaceId, (tx) => this.#jobs.find(tx, id));
    return jobView(job, job.endedAt ? 0 : (await this.#time.ofOpen(actor))(id));
  }

  @AnswersOutside(ModerationJobList)
  async list(
    _request: RequestOf<typeof ModerationJobList>,
    { actor }: Question,
  ): Promise<AnswerOf<typeof ModerationJobList>> {
    const jobs = await this.#database.asPerson(actor.workspaceId, (tx) => this.#jobs.newest(tx));
    const timeLeft = await this.#time.ofOpen(actor);
    return { jobs: jobs.map((job) => jobView(job, timeLeft(job.id))) };
  }
}
