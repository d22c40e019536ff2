import type { SlaMetric, SlaState } from '@duet/contracts';
import type { Sla } from '../sla/sla.ts';
import type { Replies } from './replies.ts';

type Time = string | null;

/** As JSON keeps it: times are texts. */
export interface StoredReplies {
  firstAt: Time;
  lastAt: Time;
  waiting: string[];
}

export interface StoredSla {
  policy: Sla['policy'];
  clocks: {
    metric: SlaMetric;
    startedAt: string;
    usedMs: number;
    since: Time;
    dueAt: Time;
    warnAt: Time;
    state: SlaState;
    breachedAt: Time;
    endedAt: Time;
  }[];
}

const timeOf = (at: Time): Date | null => (at === null ? null : new Date(at));

/** A ticket from before answers were counted goes by its last message. */
export function repliesFrom(
  stored: StoredReplies | null,
  last: { readonly direction: 'in' | 'out'; readonly sentAt: Date },
): Replies {
  if (stored) {
    const { firstAt, lastAt, waiting } = stored;
    return { firstAt: timeOf(firstAt), lastAt: timeOf(lastAt), waiting: waiting.map((at) => new Date(at)) };
  }
  if (last.direction === 'in') return { firstAt: null, lastAt: null, waiting: [last.sentAt] };
  return { firstAt: last.sentAt, lastAt: last.sentAt, waiting: [] };
}

export const slaFrom = (stored: StoredSla | null): Sla | null =>
  stored && {
    policy: { id: stored.policy.id, name: stored.policy.name },
    clocks: stored.clocks.map((clock) => ({
      metric: clock.metric,
      startedAt: new Date(clock.startedAt),
      usedMs: clock.usedMs,
      since: timeOf(clock.since),
      dueAt: timeOf(clock.dueAt),
      warnAt: timeOf(clock.warnAt),
      state: clock.state,
      breachedAt: timeOf(clock.breachedAt),
      endedAt: timeOf(clock.endedAt),
    })),
  };
