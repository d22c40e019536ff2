import { Injectable } from '@nestjs/common';
import { type Actor, LaneFence, Rejection, type RequestOf, TicketAssign, type TicketView } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { answerOnce, AnswersOutside, Clock, type Question, Questions, Relay, writeOutbox } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { PersonStore } from '../people/person.store.ts';
import { decideAssign } from './assigning.ts';
import { assertSeen } from './seen-version.ts';
import type { Ticket } from './ticket.ts';
import { TicketChanges } from './ticket-changes.ts';
import { TicketListStore } from './ticket-list.store.ts';
import { TicketStore } from './ticket.store.ts';

/**
 * Taking and giving tickets. Outside of the question's own transaction, because a take-over from a bot or an AI Agent
 * fences delivery after its commit and before it answers (H15).
 */
@Injectable()
export class AssignAnswers {
  readonly #database: Database;
  readonly #relay: Relay;
  readonly #questions: Questions;
  readonly #tickets: TicketStore;
  readonly #list: TicketListStore;
  readonly #people: PersonStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(
    database: Database,
    relay: Relay,
    questions: Questions,
    tickets: TicketStore,
    list: TicketListStore,
    people: PersonStore,
    audit: AuditStore,
    clock: Clock,
  ) {
    this.#database = database;
    this.#relay = relay;
    this.#questions = questions;
    this.#tickets = tickets;
    this.#list = list;
    this.#people = people;
    this.#audit = audit;
    this.#clock = clock;
  }

  @AnswersOutside(TicketAssign)
  async assign(request: RequestOf<typeof TicketAssign>, question: Question): Promise<TicketView> {
    const { actor, cause } = question;
    let takenFrom: Ticket | undefined;
    const view = await this.#database.asPerson(actor.workspaceId, async (tx) => {
      const write = { actor, requestId: cause.id, subject: TicketAssign.subject, request };
      const answer = await answerOnce(tx, write, async () => {
        takenFrom = await this.#tickets.lock(tx, request.id);
        return this.#decide(tx, takenFrom, request, question);
      });
      return TicketAssign.answer.parse(answer);
    });
    if (isMachine(takenFrom)) {
      await this.#questions.ask(LaneFence, { ticketId: request.id, minEpoch: view.controller.epoch }, actor);
    }
    return view;
  }

  async #decide(
    tx: Tx,
    before: Ticket,
    request: RequestOf<typeof TicketAssign>,
    { actor, cause }: Question,
  ): Promise<TicketView> {
    const assignee = await this.#assignee(tx, request.assigneeId, actor);
    const holder = await this.#people.name(tx, before.assigneeId);
    const now = this.#clock.now();
    const wish = request.assigneeId === undefined ? 'take' : 'give';
    const decision = decideAssign(before, assignee, actor, wish, holder, now);
    if (wish === 'give') assertSeen(before, decision.ticket, request.version, actor);
    const changes = new TicketChanges([before], now);
    changes.change(before.id, cause, () => decision);
    await writeOutbox(tx, await changes.save(tx, this.#tickets));
    tx.afterCommit(() => this.#relay.wake());
    await this.#audit.add(tx, {
      at: now,
      actor,
      action: 'assign',
      ticketId: before.id,
      details: { assigneeId: assignee?.id ?? null },
    });
    return this.#list.find(tx, before.id);
  }

  async #assignee(
    tx: Tx,
    assigneeId: string | null | undefined,
    actor: Actor,
  ): Promise<{ id: string; name: string } | null> {
    if (assigneeId === null) return null;
    if (assigneeId === undefined && actor.kind !== 'person') {
      throw new Rejection(
        'bad_request',
        {},
        'assigneeId: an API key cannot take a ticket; name the person who shall have it.',
      );
    }
    const person = await this.#people.find(tx, assigneeId ?? actor.id);
    if (!person) throw new Rejection('not_found', {}, 'There is no active person with this id in your workspace.');
    return person;
  }
}

const isMachine = (ticket: Ticket | undefined): boolean =>
  ticket?.controller.kind === 'bot' || ticket?.controller.kind === 'ai_agent';
