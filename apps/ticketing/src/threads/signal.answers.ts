import { Injectable } from '@nestjs/common';
import { type AnswerOf, Rejection, type RequestOf, SignalShow, TicketSignal } from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside, type Question, Questions } from '@duet/messaging';
import { ChannelStore } from '../channels/channel.store.ts';
import { TicketListStore } from '../tickets/ticket-list.store.ts';
import { ConversationStore } from './conversation.store.ts';

/** Lets the customer see that somebody types or has read, where the channel can show it. */
@Injectable()
export class SignalAnswers {
  constructor(
    private readonly database: Database,
    private readonly questions: Questions,
    private readonly tickets: TicketListStore,
    private readonly conversations: ConversationStore,
    private readonly channels: ChannelStore,
  ) {}

  @AnswersOutside(TicketSignal)
  async show(
    { id, signal }: RequestOf<typeof TicketSignal>,
    { actor }: Question,
  ): Promise<AnswerOf<typeof TicketSignal>> {
    const { channel, conversation } = await this.database.asPerson(actor.workspaceId, async (tx) => {
      const { channelId, conversationId } = await this.tickets.find(tx, id);
      return {
        channel: await this.channels.find(tx, channelId),
        conversation: await this.conversations.find(tx, conversationId),
      };
    });
    if (channel.type !== 'tiktok_messenger') throw new Rejection('no_signals');
    if (channel.state !== 'connected') throw new Rejection('channel_disconnected');
    const { accountId, channelId, threadId: conversationId } = conversation;
    return this.questions.ask(SignalShow, { accountId, channelId, conversationId, signal }, actor);
  }
}
