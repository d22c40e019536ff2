import { Injectable } from '@nestjs/common';
import { CommentModerate, type MessageView, type RequestOf } from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { assertCan, channelInput } from '../capabilities/situation.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { MessageStore } from '../threads/message.store.ts';
import { ModerationDoor } from './moderation-door.ts';
import { assertModeratable, isGranted } from './wish.ts';

/** Somebody wants a comment hidden, shown again or deleted. */
@Injectable()
export class ModerateAnswers {
  readonly #messages: MessageStore;
  readonly #channels: ChannelStore;
  readonly #door: ModerationDoor;
  readonly #clock: Clock;

  constructor(messages: MessageStore, channels: ChannelStore, door: ModerationDoor, clock: Clock) {
    this.#messages = messages;
    this.#channels = channels;
    this.#door = door;
    this.#clock = clock;
  }

  @Answers(CommentModerate)
  async moderate({ id, action }: RequestOf<typeof CommentModerate>, question: QuestionInTx): Promise<MessageView> {
    const { tx, actor, cause } = question;
    const { message, view } = await this.#messages.find(tx, id);
    assertModeratable(message, view, action);
    if (view.comment?.moderation.visibility === 'deleted') return view;
    assertCan(action, channelInput(await this.#channels.find(tx, message.channelId), this.#clock.now()));
    if (isGranted(view, action)) return view;
    question.publish(...(await this.#door.request(tx, [{ comment: message, action, actor, cause }])));
    return (await this.#messages.find(tx, id)).view;
  }
}
