import { Injectable } from '@nestjs/common';
import { type MessageSent, reactions } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Event, type Publish, ReactsTo } from '@duet/messaging';
import { EditStore } from '../threads/edit.store.ts';
import { isOnPlatform } from '../threads/message.ts';
import { MessageStore } from '../threads/message.store.ts';
import { ModerationDoor } from './moderation-door.ts';
import { isGranted } from './wish.ts';

/** The second half of an edit: TikTok has the new text, so the comment with the old one goes (REC-09). */
@Injectable()
export class FinishEdits {
  readonly #edits: EditStore;
  readonly #messages: MessageStore;
  readonly #door: ModerationDoor;

  constructor(edits: EditStore, messages: MessageStore, door: ModerationDoor) {
    this.#edits = edits;
    this.#messages = messages;
    this.#door = door;
  }

  @ReactsTo(reactions.finishEdits)
  async handle(events: readonly Event<typeof MessageSent>[], tx: Tx): Promise<Publish[]> {
    const causes = new Map(events.map((event) => [event.data.messageId, event]));
    const edits = await this.#edits.of(
      tx,
      events.map(({ workspaceId, data }) => ({ workspaceId, id: data.messageId })),
    );
    const old = await this.#messages.findViews(
      tx,
      edits.map(({ workspaceId, replaces }) => ({ workspaceId, id: replaces })),
    );
    const wishes = old.flatMap(({ message, view }) => {
      const edit = edits.find(({ replaces }) => replaces === message.id);
      const cause = edit && causes.get(edit.id);
      if (!cause || !isOnPlatform(message) || isGranted(view, 'delete')) return [];
      return [{ comment: message, action: 'delete' as const, actor: edit.actor, cause }];
    });
    return this.#door.request(tx, wishes);
  }
}
