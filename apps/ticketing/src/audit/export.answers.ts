import { Injectable } from '@nestjs/common';
import { type AnswerOf, ExportBegin, Rejection, type RequestOf, supervisors } from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { TicketListStore } from '../tickets/ticket-list.store.ts';
import { AuditStore } from './audit.store.ts';

/** Puts on record who takes what out of the workspace. */
@Injectable()
export class ExportAnswers {
  constructor(
    private readonly audit: AuditStore,
    private readonly tickets: TicketListStore,
    private readonly clock: Clock,
  ) {}

  @Answers(ExportBegin)
  async begin(
    request: RequestOf<typeof ExportBegin>,
    { tx, actor }: QuestionInTx,
  ): Promise<AnswerOf<typeof ExportBegin>> {
    const at = this.clock.now();
    if (request.what === 'messages') {
      const { id } = await this.tickets.find(tx, request.ticketId);
      await this.audit.add(tx, { at, actor, action: 'messages_exported', ticketId: id, details: {} });
      return {};
    }
    if (!supervisors.includes(actor.role)) throw new Rejection('forbidden');
    const { filter } = request;
    await this.audit.add(tx, { at, actor, action: 'tickets_exported', ticketId: null, details: { filter } });
    return {};
  }
}
