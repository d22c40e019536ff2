import { type BusinessHours, newId, type SlaMetric, type SlaPolicy } from '@duet/contracts';
import type { Replies } from '../tickets/replies.ts';
import { newTicket, type Ticket, unchanged } from '../tickets/ticket.ts';
import { decideSla, type SlaClock } from './sla.ts';
import { slaCheckAt, slaState } from './sla-view.ts';

const MINUTE_MS = 60_000;
const start = new Date('2026-11-23T10:00:00Z');
const minute = (minutes: number): Date => new Date(start.getTime() + minutes * MINUTE_MS);

const policy = (part: Partial<SlaPolicy> = {}): SlaPolicy => ({
  id: newId(),
  name: 'Standard',
  isOn: true,
  priorities: [],
  channelTypes: [],
  firstReplyMinutes: 60,
  nextReplyMinutes: 30,
  resolutionMinutes: 600,
  inBusinessHours: false,
  ...part,
});

const asked = (...minutes: number[]): Replies => ({ firstAt: null, lastAt: null, waiting: minutes.map(minute) });

const aTicket = (part: Partial<Ticket> = {}): Ticket => ({
  ...newTicket({
    workspaceId: newId(),
    id: newId(),
    number: 1,
    channelId: newId(),
    channelType: 'tiktok_messenger',
    conversationId: newId(),
    contactId: newId(),
    subjectMessageId: null,
    message: { content: { type: 'text', text: 'Hello' }, sentAt: start },
    now: start,
  }),
  replies: asked(0),
  ...part,
});

/** A ticket whose promises are looked at whenever something happens to it. */
class Watched {
  readonly told: string[] = [];
  ticket: Ticket;
  readonly #policy: SlaPolicy;
  readonly #hours: BusinessHours | null;

  constructor(ofPolicy: SlaPolicy, hours: BusinessHours | null = null, ticket: Ticket = aTicket()) {
    this.#policy = ofPolicy;
    this.#hours = hours;
    this.ticket = ticket;
    this.at(start);
  }

  at(now: Date, part: Partial<Ticket> = {}): this {
    const promises = { policies: [this.#policy], hours: this.#hours };
    const { ticket, events } = decideSla(unchanged({ ...this.ticket, ...part }), promises, now);
    this.ticket = ticket;
    for (const { definition, data } of events) {
      if (definition.type === 'ticketing.ticket.sla-breached') this.told.push(JSON.parse(JSON.stringify(data)).metric);
    }
    return this;
  }

  clock(metric: SlaMetric): SlaClock | undefined {
    return this.ticket.sla?.clocks.find((clock) => clock.metric === metric);
  }
}

test('a first answer is due from the first message on, and kept by an answer', () => {
  const watched = new Watched(policy());
  expect(watched.clock('first_reply')).toMatchObject({ dueAt: minute(60), warnAt: minute(45), state: 'ok' });
  watched.at(minute(20), { replies: { firstAt: minute(20), lastAt: minute(20), waiting: [] } });
  expect(watched.clock('first_reply')).toMatchObject({ endedAt: minute(20), dueAt: null, breachedAt: null });
  expect(watched.clock('next_reply')).toBeUndefined();
  expect(watched.told).toEqual([]);
});

test('it becomes due soon after three quarters, is broken when due, and that is told once', () => {
  const watched = new Watched(policy());
  expect(watched.ticket.sla && slaCheckAt(watched.ticket.sla)).toEqual(minute(45));
  watched.at(minute(45));
  expect(watched.ticket.sla && slaState(watched.ticket.sla)).toBe('due_soon');
  expect(watched.ticket.sla && slaCheckAt(watched.ticket.sla)).toEqual(minute(60));
  watched.at(minute(60)).at(minute(61)).at(minute(90));
  expect(watched.clock('first_reply')).toMatchObject({ state: 'breached', breachedAt: minute(60) });
  watched.at(minute(95), { replies: { firstAt: minute(95), lastAt: minute(95), waiting: [] } });
  expect(watched.clock('first_reply')).toMatchObject({ state: 'breached', endedAt: minute(95) });
  expect(watched.ticket.sla && slaState(watched.ticket.sla)).toBe('ok');
  expect(watched.told).toEqual(['first_reply']);
});

test('each later message has a promise of its own, from the first that is not answered', () => {
  const watched = new Watched(policy());
  watched.at(minute(10), { replies: { firstAt: minute(10), lastAt: minute(10), waiting: [] } });
  watched.at(minute(21), { replies: { firstAt: minute(10), lastAt: minute(10), waiting: [minute(20), minute(21)] } });
  expect(watched.clock('next_reply')).toMatchObject({ dueAt: minute(50) });
  watched.at(minute(40), { replies: { firstAt: minute(10), lastAt: minute(40), waiting: [] } });
  expect(watched.clock('next_reply')).toMatchObject({ endedAt: minute(40), breachedAt: null });
  watched.at(minute(70), { replies: { firstAt: minute(10), lastAt: minute(40), waiting: [minute(70)] } });
  watched.at(minute(100)).at(minute(130));
  expect(watched.clock('next_reply')).toMatchObject({ state: 'breached', breachedAt: minute(100) });
  expect(watched.told).toEqual(['next_reply']);
});

test('hold and reopen: time stands still while a ticket is set aside or resolved, and goes on from there', () => {
  const watched = new Watched(policy());
  watched.at(minute(50), { status: 'hold' });
  expect(watched.clock('first_reply')).toMatchObject({ dueAt: null, usedMs: 50 * MINUTE_MS });
  expect(watched.ticket.sla && slaCheckAt(watched.ticket.sla)).toBeNull();
  watched.at(minute(500));
  watched.at(minute(1_000), { status: 'open' });
  expect(watched.clock('first_reply')).toMatchObject({ dueAt: minute(1_010), breachedAt: null });
  expect(watched.clock('resolution')).toMatchObject({ dueAt: minute(1_550) });
  watched.at(minute(1_005), { status: 'resolved' });
  expect(watched.clock('resolution')).toMatchObject({ endedAt: minute(1_005) });
  watched.at(minute(2_000), { status: 'open' });
  expect(watched.clock('resolution')).toMatchObject({ endedAt: null, dueAt: minute(2_545) });
  expect(watched.clock('first_reply')).toMatchObject({ dueAt: minute(2_005) });
  expect(watched.told).toEqual([]);
  watched.at(minute(2_005));
  expect(watched.told).toEqual(['first_reply']);
});

test('split business hours over a daylight-saving change: only what is worked counts', () => {
  const day = [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ];
  const hours: BusinessHours = {
    zone: 'Europe/Berlin',
    week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: day },
    holidays: [],
  };
  const friday = new Date('2027-03-26T16:00+01:00');
  const ticket = aTicket({ replies: { ...asked(), waiting: [friday] }, openedAt: friday });
  const watched = new Watched(policy({ firstReplyMinutes: 5 * 60, inBusinessHours: true }), hours, ticket);
  watched.at(friday);
  // One hour on Friday before the change, three on Sunday after it, and one after lunch.
  expect(watched.clock('first_reply')).toMatchObject({ dueAt: new Date('2027-03-28T14:00+02:00') });
  watched.at(new Date('2027-03-28T12:30+02:00'), { status: 'hold' });
  watched.at(new Date('2027-03-29T11:30+02:00'), { status: 'open' });
  expect(watched.clock('first_reply')).toMatchObject({ dueAt: new Date('2027-03-29T13:30+02:00') });
});

test('the first policy that is on and covers the ticket counts; another priority brings another promise', () => {
  const urgent = policy({ name: 'Urgent', priorities: ['urgent'], firstReplyMinutes: 5 });
  const promises = { policies: [policy({ isOn: false }), urgent, policy({ name: 'Rest' })], hours: null };
  const { ticket } = decideSla(unchanged(aTicket()), promises, start);
  expect(ticket.sla?.policy.name).toBe('Rest');
  const raised = decideSla(unchanged({ ...ticket, priority: 'urgent' }), promises, minute(2)).ticket;
  expect(raised.sla?.policy.name).toBe('Urgent');
  expect(raised.sla?.clocks[0]).toMatchObject({ metric: 'first_reply', dueAt: minute(5) });
  const forFeed = { policies: [policy({ channelTypes: ['tiktok_feed'] })], hours: null };
  expect(decideSla(unchanged(raised), forFeed, minute(3)).ticket.sla).toBeNull();
});

test('an answer that came late is a broken promise even before the timer looked', () => {
  const watched = new Watched(policy());
  watched.at(minute(90), { replies: { firstAt: minute(80), lastAt: minute(80), waiting: [] } });
  expect(watched.clock('first_reply')).toMatchObject({ breachedAt: minute(60), endedAt: minute(80) });
  expect(watched.told).toEqual(['first_reply']);
});
