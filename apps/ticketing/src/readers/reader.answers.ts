import { Injectable } from '@nestjs/common';
import {
  iso,
  type ReaderView,
  Rejection,
  type RequestOf,
  TicketMarkRead,
  TicketRead,
  type TicketView,
} from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { MessageStore } from '../threads/message.store.ts';
import { tell } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketListStore } from '../tickets/ticket-list.store.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { ReaderStore } from './reader.store.ts';

/** Keeps how far each person has read, and tells their colleagues. */
@Injectable()
export class ReaderAnswers {
  constructor(
    private readonly tickets: TicketStore,
    private readonly list: TicketListStore,
    private readonly messages: MessageStore,
    private readonly readers: ReaderStore,
    private readonly clock: Clock,
  ) {}

  @Answers(TicketMarkRead)
  async mark(
    { id, messageId }: RequestOf<typeof TicketMarkRead>,
    { tx, actor, cause, publish }: QuestionInTx,
  ): Promise<TicketView> {
    const ticket = await this.tickets.lock(tx, id);
    if (actor.kind !== 'person') throw new Rejection('bad_request', {}, 'Only people read tickets: sign in as one.');
    const { message } = await this.messages.find(tx, messageId);
    if (message.conversationId !== ticket.conversationId) throw new Rejection('not_found');
    const place = { workspaceId: actor.workspaceId, ticketId: id, personId: actor.id };
    if (await this.readers.mark(tx, place, message)) {
      const sentAt = iso(message.sentAt.getTime());
      const reader: ReaderView = { id: actor.id, name: actor.name, messageId, sentAt };
      const changes = new TicketChanges([ticket], this.clock.now());
      changes.change(id, cause, (before) => tell(before, TicketRead, { reader }));
      publish(...(await changes.save(tx, this.tickets)));
    }
    return this.list.find(tx, id);
  }
}
