import { Injectable } from '@nestjs/common';
import { CommentAccepted, CommentModerated, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Event, type Publish, ReactsTo } from '@duet/messaging';
import { decideOnNews } from './job-item.ts';
import { JobRunner } from './job-runner.ts';
import { SentItemStore } from './sent-item.store.ts';

type Accepted = Event<typeof CommentAccepted>;
type Moderated = Event<typeof CommentModerated>;

/** Keeps for each comment of a job what moderation says of it; the runner counts and goes on. */
@Injectable()
export class FollowJobs {
  readonly #items: SentItemStore;
  readonly #runner: JobRunner;

  constructor(items: SentItemStore, runner: JobRunner) {
    this.#items = items;
    this.#runner = runner;
  }

  @ReactsTo(reactions.followJobs)
  async handle(events: readonly (Accepted | Moderated)[], tx: Tx): Promise<Publish[]> {
    const news = events.filter(isNews).toSorted((a, b) => a.data.version - b.data.version);
    const accepted = events.filter(isAcceptance);
    await this.#items.accept(
      tx,
      accepted.map(({ workspaceId, data }) => ({ workspaceId, ...data })),
    );
    const before = await this.#items.lockAll(tx, distinct(news));
    const after = before.map((item) =>
      news
        .filter(({ data }) => data.channelId === item.channelId && data.commentId === item.commentId)
        .reduce((state, { data }) => decideOnNews(state, data), item),
    );
    await this.#items.save(
      tx,
      after.filter((item, place) => item !== before[place]),
    );
    if (accepted.length + after.length > 0) tx.afterCommit(() => this.#runner.wake());
    return [];
  }
}

const isNews = (event: Accepted | Moderated): event is Moderated => event.type === CommentModerated.type;
const isAcceptance = (event: Accepted | Moderated): event is Accepted => event.type === CommentAccepted.type;

const distinct = (news: readonly Moderated[]) => [
  ...new Map(
    news.map(({ workspaceId, data: { channelId, commentId } }) => [
      `${workspaceId}/${channelId}/${commentId}`,
      { workspaceId, channelId, commentId },
    ]),
  ).values(),
];
