import { Injectable } from '@nestjs/common';
import { type ModerateComment, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish, ReactsTo } from '@duet/messaging';
import { ActionStore } from '../actions/action.store.ts';
import { Moderator } from '../calling/moderator.ts';
import { CommentChanges, type Stores } from './comment-changes.ts';
import { CommentStore } from './comment.store.ts';
import { decideOnCommand } from './decide-on-command.ts';

/** Takes on wishes to hide or show comments; the calls are the moderator's. */
@Injectable()
export class ModerateComments {
  readonly #stores: Stores;
  readonly #moderator: Moderator;
  readonly #clock: Clock;

  constructor(comments: CommentStore, actions: ActionStore, moderator: Moderator, clock: Clock) {
    this.#stores = { comments, actions };
    this.#moderator = moderator;
    this.#clock = clock;
  }

  @ReactsTo(reactions.moderateComments)
  async handle(events: readonly Event<typeof ModerateComment>[], tx: Tx): Promise<Publish[]> {
    const now = this.#clock.now();
    const commands = events.map(({ workspaceId, data, ...event }) => ({
      comment: { workspaceId, ...data },
      cause: event,
      id: event.id,
      at: new Date(event.occurredAt),
      action: data.action,
      actor: data.actor,
      correlationId: event.correlationId,
      jobId: data.jobId ?? null,
      urgent: data.actor.kind === 'person' && data.jobId === undefined,
    }));
    const changes = await CommentChanges.begin(tx, this.#stores, commands);
    await this.#stores.actions.add(
      tx,
      commands.map(({ comment, id, action, actor, jobId, at }) => ({
        ...comment,
        id,
        action,
        actor,
        jobId,
        requestedAt: at,
      })),
    );
    for (const command of commands) {
      changes.apply(command.comment, (comment) => decideOnCommand(comment, command, now));
    }
    tx.afterCommit(() => this.#moderator.wake());
    return changes.save(tx, now);
  }
}
