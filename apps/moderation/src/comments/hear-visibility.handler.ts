import { Injectable } from '@nestjs/common';
import { type CommentVisibilityReported, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { ActionStore } from '../actions/action.store.ts';
import { CommentChanges, type Stores } from './comment-changes.ts';
import { CommentStore } from './comment.store.ts';
import { decideOnReport } from './decide-on-report.ts';

/** Believes what TikTok reports, whoever caused it (MOD-22). */
@Injectable()
export class HearVisibility {
  readonly #stores: Stores;
  readonly #clock: Clock;

  constructor(comments: CommentStore, actions: ActionStore, clock: Clock) {
    this.#stores = { comments, actions };
    this.#clock = clock;
  }

  @ReactsTo(reactions.hearVisibility)
  async handle(events: readonly Event<typeof CommentVisibilityReported>[], tx: Tx): Promise<Publish[]> {
    const reports = events.map(({ workspaceId, data, ...cause }) => ({ comment: { workspaceId, ...data }, cause }));
    const changes = await CommentChanges.begin(tx, this.#stores, reports);
    for (const { comment } of reports) {
      const report = { visibility: comment.visibility, at: new Date(comment.reportedAt) };
      changes.apply(comment, (known) => decideOnReport(known, report));
    }
    await changes.deleteReplies(tx);
    return changes.save(tx, this.#clock.now());
  }
}
