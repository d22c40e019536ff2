import { Injectable } from '@nestjs/common';
import { type AnswerOf, capabilitiesView, type RequestOf, TicketCapabilities } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { ChannelStore } from '../channels/channel.store.ts';
import { WindowStore } from '../delivery/window.store.ts';
import { SettingsStore } from '../people/settings.store.ts';
import { ConversationStore } from '../threads/conversation.store.ts';
import { MessageStore } from '../threads/message.store.ts';
import { TicketListStore } from '../tickets/ticket-list.store.ts';
import { capabilityInput, type Situation } from './situation.ts';

/** What can be done on a ticket now, and why not what cannot. */
@Injectable()
export class CapabilityAnswers {
  constructor(
    private readonly tickets: TicketListStore,
    private readonly channels: ChannelStore,
    private readonly conversations: ConversationStore,
    private readonly messages: MessageStore,
    private readonly windows: WindowStore,
    private readonly settings: SettingsStore,
    private readonly clock: Clock,
  ) {}

  @Answers(TicketCapabilities)
  async answer(
    { id }: RequestOf<typeof TicketCapabilities>,
    { tx, actor }: QuestionInTx,
  ): Promise<AnswerOf<typeof TicketCapabilities>> {
    const ticket = await this.tickets.find(tx, id);
    const conversation = await this.conversations.find(tx, ticket.conversationId);
    const situation: Situation = {
      ticket,
      channel: await this.channels.find(tx, ticket.channelId),
      lastInboundAt: conversation.lastInbound?.at ?? null,
      window: await this.windows.find(tx, conversation),
      comment: await this.#comment(tx, ticket.subjectMessageId),
      settings: await this.settings.find(tx, actor.workspaceId),
      now: this.clock.now(),
    };
    return { ticketId: id, ...capabilitiesView(ticket.channelId, capabilityInput(situation)) };
  }

  async #comment(tx: Tx, messageId: string | null): Promise<Situation['comment']> {
    if (messageId === null) return null;
    const { view } = await this.messages.find(tx, messageId);
    return view.comment?.moderation ?? null;
  }
}
