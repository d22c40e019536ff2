import { Injectable } from '@nestjs/common';
import { type Handover, type PersonRemoved, Team } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, type Event, type Publish } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { DocumentStore } from '../settings/document.store.ts';
import { decideHandOver, type NextHands } from '../tickets/assigning.ts';
import { nameOf } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { PersonStore } from './person.store.ts';

/** What somebody who left had in their hands goes into others. */
@Injectable()
export class HandOver {
  readonly #tickets: TicketStore;
  readonly #people: PersonStore;
  readonly #documents: DocumentStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(tickets: TicketStore, people: PersonStore, documents: DocumentStore, audit: AuditStore, clock: Clock) {
    this.#tickets = tickets;
    this.#people = people;
    this.#documents = documents;
    this.#audit = audit;
    this.#clock = clock;
  }

  async apply(tx: Tx, event: Event<typeof PersonRemoved>): Promise<Publish[]> {
    const { workspaceId, data } = event;
    const tickets = await this.#tickets.lockOf(tx, workspaceId, data.personId);
    if (tickets.length === 0) return [];
    const next = await this.#nextHands(tx, workspaceId, data.to);
    const now = this.#clock.now();
    const changes = new TicketChanges(tickets, now);
    for (const { id } of tickets) {
      changes.change(id, event, (before) => decideHandOver(before, next, nameOf(data.by), now));
    }
    const details = { from: data.personId, assigneeId: next.assignee?.id ?? null, teamId: next.team?.id ?? null };
    const record = { at: now, actor: data.by, action: 'hand_over', details };
    await this.#audit.add(tx, ...tickets.map(({ id: ticketId }) => ({ ...record, ticketId })));
    return changes.save(tx, this.#tickets);
  }

  async #nextHands(tx: Tx, workspaceId: string, to: Handover): Promise<NextHands> {
    if (to.kind === 'person') {
      return { assignee: await this.#people.findIn(tx, workspaceId, to.id), team: null };
    }
    if (to.kind === 'nobody') return { assignee: null, team: null };
    const { document } = await this.#documents.read(tx, workspaceId, 'teams', (page) => Team.array().parse(page));
    return { assignee: null, team: document?.find(({ id }) => id === to.id) ?? null };
  }
}
