import { Injectable } from '@nestjs/common';
import { Rejection, type RequestOf, Team, TicketAssignTeam, type TicketView } from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { DocumentStore } from '../settings/document.store.ts';
import { ChangeTicket } from './change-ticket.ts';
import { decideTeam } from './assigning.ts';
import { TicketStore } from './ticket.store.ts';

/** Puts tickets into a team's hands. */
@Injectable()
export class TeamAnswers {
  readonly #tickets: TicketStore;
  readonly #documents: DocumentStore;
  readonly #change: ChangeTicket;

  constructor(tickets: TicketStore, documents: DocumentStore, change: ChangeTicket) {
    this.#tickets = tickets;
    this.#documents = documents;
    this.#change = change;
  }

  @Answers(TicketAssignTeam)
  async assign(
    { id, teamId, version }: RequestOf<typeof TicketAssignTeam>,
    question: QuestionInTx,
  ): Promise<TicketView> {
    const { tx, actor } = question;
    const ticket = await this.#tickets.lock(tx, id);
    const { document } = await this.#documents.read(tx, actor.workspaceId, 'teams', (page) => Team.array().parse(page));
    const team = document?.find((one) => one.id === teamId) ?? null;
    if (teamId !== null && !team) throw new Rejection('not_found', {}, 'There is no team with this id.');
    const record = { action: 'team', details: { teamId } };
    return this.#change.apply(ticket, question, (now) => decideTeam(ticket, team, actor, now), record, version);
  }
}
