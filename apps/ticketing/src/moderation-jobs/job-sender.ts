import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { Publish } from '@duet/messaging';
import { ModerationDoor, type Wish } from '../moderation/moderation-door.ts';
import { isInEffect, refusalOf } from '../moderation/wish.ts';
import { isOnPlatform } from '../threads/message.ts';
import { MessageStore } from '../threads/message.store.ts';
import { type Job, refusal } from './job.ts';
import { JobItemStore, type Settled } from './job-item.store.ts';
import { Planner } from './planner.ts';

/** So many comments of one account are with moderation at once: enough to keep it busy, few to end after a cancellation. */
const AT_ONCE = 10;

/** Sends the next comments of a job through the door, each as if it were asked for alone. */
@Injectable()
export class JobSender {
  readonly #items: JobItemStore;
  readonly #messages: MessageStore;
  readonly #planner: Planner;
  readonly #door: ModerationDoor;

  constructor(items: JobItemStore, messages: MessageStore, planner: Planner, door: ModerationDoor) {
    this.#items = items;
    this.#messages = messages;
    this.#planner = planner;
    this.#door = door;
  }

  /** @returns what is to be published. Whose comment changes at this very moment is looked at again the next time. */
  async sendNext(tx: Tx, job: Job): Promise<Publish[]> {
    const { workspaceId, id: jobId, action, actor, correlationId } = job;
    const items = await this.#items.next(tx, job, AT_ONCE);
    if (items.length === 0) return [];
    const found = await this.#messages.findViews(
      tx,
      items.map(({ messageId }) => ({ workspaceId, id: messageId })),
    );
    const closed = await this.#planner.closed(
      tx,
      items.map(({ channelId }) => channelId),
      action,
    );
    const wishes: Wish[] = [];
    const settled: Settled[] = [];
    for (const { place, messageId, channelId, overtaken } of items) {
      const { message, view } = found.find((one) => one.message.id === messageId) ?? {};
      const moderation = view?.comment?.moderation;
      if (!message || !moderation || !isOnPlatform(message)) {
        settled.push({ place, state: 'failed', refusal: refusal('not_a_comment') });
        continue;
      }
      const code = refusalOf({ ...message, ...moderation, isOnPlatform: true }, action) ?? (overtaken && 'overtaken');
      const why = code ? refusal(code) : closed.get(channelId);
      if (!code && isInEffect(moderation, action)) settled.push({ place, state: 'skipped', refusal: null });
      else if (why) settled.push({ place, state: 'failed', refusal: why });
      else wishes.push({ comment: message, action, actor, jobId, cause: { id: jobId, correlationId } });
    }
    await this.#items.settle(tx, job, settled);
    return this.#door.request(tx, wishes);
  }
}
