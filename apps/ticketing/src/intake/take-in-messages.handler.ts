import { Injectable } from '@nestjs/common';
import { type MessageReceived, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Event, type Publish, ReactsTo } from '@duet/messaging';
import { TakeIn } from './take-in.ts';

/** DM-01: a message opens a ticket, or joins the conversation's open one (REC-10). */
@Injectable()
export class TakeInMessages {
  readonly #takeIn: TakeIn;

  constructor(takeIn: TakeIn) {
    this.#takeIn = takeIn;
  }

  @ReactsTo(reactions.takeInMessages)
  handle(events: readonly Event<typeof MessageReceived>[], tx: Tx): Promise<Publish[]> {
    const batch = events.map((event) => ({
      cause: event,
      workspaceId: event.workspaceId,
      accountId: event.data.accountId,
      channelId: event.data.channelId,
      channelType: 'tiktok_messenger' as const,
      threadId: event.data.conversationId,
      externalId: event.data.messageId,
      author: event.data.sender,
      content: event.data.content,
      referencedId: event.data.referencedMessageId,
      sentAt: new Date(event.data.sentAt),
      comment: null,
      origin: event.data.origin,
    }));
    return this.#takeIn.handle(batch, tx);
  }
}
