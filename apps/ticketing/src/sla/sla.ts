import {
  type BusinessHours,
  SlaMetric,
  type SlaPolicy,
  type SlaState,
  TicketSlaBreached,
  TicketSlaChanged,
} from '@duet/contracts';
import { calendarTime, type WorkingTime, workingTime } from '../business-hours/working-time.ts';
import { type Decision, tell, type Ticket } from '../tickets/ticket.ts';
import { slaView } from './sla-view.ts';

/** The time of one promise. `usedMs` was used up before `since`; it stands still while `since` is null. */
export interface SlaClock {
  readonly metric: SlaMetric;
  readonly startedAt: Date;
  readonly usedMs: number;
  readonly since: Date | null;
  readonly dueAt: Date | null;
  /** When three quarters are used. */
  readonly warnAt: Date | null;
  readonly state: SlaState;
  readonly breachedAt: Date | null;
  readonly endedAt: Date | null;
}

export interface Sla {
  readonly policy: { readonly id: string; readonly name: string };
  readonly clocks: readonly SlaClock[];
}

/** What a workspace promises, and when it works; null: day and night. */
export interface Promises {
  readonly policies: readonly SlaPolicy[];
  readonly hours: BusinessHours | null;
}

const MINUTE_MS = 60_000;
const DUE_SOON = 0.75;

/** What is promised for the ticket as it now stands, and what is told when that changed. */
export function decideSla(before: Decision, { policies, hours }: Promises, now: Date): Decision {
  const { ticket } = before;
  const policy = policies.find((one) => one.isOn && covers(one, ticket));
  if (!policy && ticket.sla === null) return before;
  const time = policy?.inBusinessHours && hours ? workingTime(hours) : calendarTime;
  const clocks = policy ? SlaMetric.options.flatMap((metric) => clockOf(ticket, metric, policy, time, now)) : [];
  const sla = policy ? { policy: { id: policy.id, name: policy.name }, clocks } : null;
  if (JSON.stringify(sla) === JSON.stringify(ticket.sla)) return before;
  const news = tell({ ...before, ticket: { ...ticket, sla } }, TicketSlaChanged, { sla: sla && slaView(sla) });
  return clocks.filter((clock) => isNewBreach(clock, ticket)).reduce(tellBreach, news);
}

const covers = (policy: SlaPolicy, { priority, channelType }: Ticket): boolean =>
  (policy.priorities.length === 0 || policy.priorities.includes(priority)) &&
  (policy.channelTypes.length === 0 || policy.channelTypes.includes(channelType));

function isNewBreach(clock: SlaClock, { sla }: Ticket): boolean {
  const held = sla?.clocks.find((one) => isSame(one, clock));
  return clock.breachedAt !== null && !held?.breachedAt;
}

const isSame = (a: SlaClock, b: SlaClock): boolean =>
  a.metric === b.metric && a.startedAt.getTime() === b.startedAt.getTime();

function tellBreach(before: Decision, { metric, breachedAt }: SlaClock): Decision {
  const { sla } = before.ticket;
  return tell(before, TicketSlaBreached, { policy: sla?.policy, metric, breachedAt: breachedAt?.toISOString() });
}

function clockOf(ticket: Ticket, metric: SlaMetric, policy: SlaPolicy, time: WorkingTime, now: Date): SlaClock[] {
  const minutes = minutesOf(policy, metric);
  const held = ticket.sla?.clocks.find((clock) => clock.metric === metric);
  const span = spanOf(metric, ticket, held, now);
  if (minutes === null || !span) return [];
  const clock = held?.startedAt.getTime() === span.startedAt.getTime() ? held : startClock(metric, span.startedAt);
  const targetMs = minutes * MINUTE_MS;
  if (span.endedAt) return [clock.endedAt ? clock : endClock(clock, span.endedAt, targetMs, time)];
  if (ticket.status !== 'open') return [pauseClock(clock, time, now)];
  return [runClock({ ...clock, endedAt: null }, targetMs, time, now)];
}

function minutesOf(policy: SlaPolicy, metric: SlaMetric): number | null {
  switch (metric) {
    case 'first_reply':
      return policy.firstReplyMinutes;
    case 'next_reply':
      return policy.nextReplyMinutes;
    case 'resolution':
      return policy.resolutionMinutes;
  }
}

interface Span {
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

/** From when a promise counts, and until when; null where it does not count yet. */
function spanOf(metric: SlaMetric, ticket: Ticket, held: SlaClock | undefined, now: Date): Span | null {
  const { firstAt, lastAt, waiting } = ticket.replies;
  const [askedAt] = waiting;
  switch (metric) {
    case 'first_reply':
      if (held) return { startedAt: held.startedAt, endedAt: firstAt };
      return askedAt && firstAt === null ? { startedAt: askedAt, endedAt: null } : null;
    case 'next_reply':
      if (askedAt) return firstAt === null ? null : { startedAt: askedAt, endedAt: null };
      return held ? { startedAt: held.startedAt, endedAt: lastAt } : null;
    case 'resolution':
      return { startedAt: ticket.openedAt, endedAt: ticket.status === 'resolved' ? now : null };
  }
}

const startClock = (metric: SlaMetric, startedAt: Date): SlaClock => ({
  metric,
  startedAt,
  usedMs: 0,
  since: startedAt,
  dueAt: null,
  warnAt: null,
  state: 'ok',
  breachedAt: null,
  endedAt: null,
});

const usedBy = ({ usedMs, since }: SlaClock, at: Date, time: WorkingTime): number =>
  usedMs + (since ? time.between(since, at) : 0);

function endClock(clock: SlaClock, endedAt: Date, targetMs: number, time: WorkingTime): SlaClock {
  const usedMs = usedBy(clock, endedAt, time);
  const breachedAt = clock.breachedAt ?? (usedMs > targetMs ? (clock.dueAt ?? endedAt) : null);
  const state = breachedAt ? 'breached' : 'ok';
  return { ...clock, usedMs, since: null, dueAt: null, warnAt: null, state, breachedAt, endedAt };
}

const pauseClock = (clock: SlaClock, time: WorkingTime, now: Date): SlaClock => ({
  ...clock,
  usedMs: usedBy(clock, now, time),
  since: null,
  dueAt: null,
  warnAt: null,
});

function runClock(clock: SlaClock, targetMs: number, time: WorkingTime, now: Date): SlaClock {
  const since = clock.since ?? now;
  const dueAt = time.add(since, targetMs - clock.usedMs);
  const warnAt = time.add(since, targetMs * DUE_SOON - clock.usedMs);
  const breachedAt = clock.breachedAt ?? (dueAt && dueAt <= now ? dueAt : null);
  const state = breachedAt ? 'breached' : warnAt && warnAt <= now ? 'due_soon' : 'ok';
  return { ...clock, since, dueAt, warnAt, state, breachedAt };
}
