import { Injectable } from '@nestjs/common';
import { commentContent, type CommentReceived, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Event, type Publish, ReactsTo } from '@duet/messaging';
import { AutoHide } from '../hide-rules/auto-hide.ts';
import { TakeIn } from './take-in.ts';

/** FEED-02: each comment, parent or reply, opens its own ticket; its thread is the top comment's (FEED-03). */
@Injectable()
export class TakeInComments {
  readonly #takeIn: TakeIn;
  readonly #autoHide: AutoHide;

  constructor(takeIn: TakeIn, autoHide: AutoHide) {
    this.#takeIn = takeIn;
    this.#autoHide = autoHide;
  }

  @ReactsTo(reactions.takeInComments)
  async handle(events: readonly Event<typeof CommentReceived>[], tx: Tx): Promise<Publish[]> {
    const batch = events.map((event) => ({
      cause: event,
      workspaceId: event.workspaceId,
      accountId: event.data.accountId,
      channelId: event.data.channelId,
      channelType: 'tiktok_feed' as const,
      threadId: event.data.parentCommentId ?? event.data.commentId,
      externalId: event.data.commentId,
      author: { id: event.data.authorId, username: null },
      content: commentContent(event.data.text),
      referencedId: null,
      sentAt: new Date(event.data.postedAt),
      comment: { videoId: event.data.videoId, parentCommentId: event.data.parentCommentId },
      origin: event.data.origin,
    }));
    const told = await this.#takeIn.handle(batch, tx);
    return [...told, ...(await this.#autoHide.hide(tx, told))];
  }
}
