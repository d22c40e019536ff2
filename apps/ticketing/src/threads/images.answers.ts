import { Injectable } from '@nestjs/common';
import { type AnswerOf, imageRules, ImagesAllowed, rejections, type RequestOf, TicketImages } from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside, type Question, Questions } from '@duet/messaging';
import { TicketListStore } from '../tickets/ticket-list.store.ts';
import { ConversationStore } from './conversation.store.ts';

/** Whether an image can be sent, asked before somebody goes to the trouble of attaching one (DM-24). */
@Injectable()
export class ImagesAnswers {
  constructor(
    private readonly database: Database,
    private readonly questions: Questions,
    private readonly tickets: TicketListStore,
    private readonly conversations: ConversationStore,
  ) {}

  @AnswersOutside(TicketImages)
  async images({ id }: RequestOf<typeof TicketImages>, { actor }: Question): Promise<AnswerOf<typeof TicketImages>> {
    const { ticket, conversation } = await this.database.asPerson(actor.workspaceId, async (tx) => {
      const found = await this.tickets.find(tx, id);
      return { ticket: found, conversation: await this.conversations.find(tx, found.conversationId) };
    });
    if (imageRules[ticket.channelType] === null) return { allowed: false, reason: rejections.unsupported_content[1] };
    if (ticket.channelType !== 'tiktok_messenger') return { allowed: true, reason: null };
    const { accountId, channelId, threadId: conversationId } = conversation;
    const { allowed } = await this.questions.ask(ImagesAllowed, { accountId, channelId, conversationId }, actor);
    return { allowed, reason: allowed ? null : rejections.region_without_images[1] };
  }
}
