import type { ChannelHealthView } from '@duet/contracts';

export type HealthCode =
  | 'intake_silent'
  | 'refused'
  | 'stale'
  | 'unrouted'
  | 'strangers_by_list'
  | 'closed_by_tiktok'
  | 'healing_failed'
  | 'gaps';

/** The one thing to do next: look at the checks, connect the account again, or compare with TikTok's lists now. */
export type HealthStep = 'checks' | 'connect' | 'compare';

export interface HealthFinding {
  readonly code: HealthCode;
  /** How many, where it is counted; else 0. */
  readonly count: number;
  readonly step: HealthStep | null;
}

/** What is not as it should be, the most pressing first. Empty: all is well. */
export function healthFindings({ intake, budget, healing }: ChannelHealthView): readonly HealthFinding[] {
  const closed = budget.endpoints.filter(({ closedByTikTok }) => closedByTikTok).length;
  const all: readonly [HealthCode, number, HealthStep | null][] = [
    ['intake_silent', intake ? 0 : 1, null],
    ['refused', intake?.refused ?? 0, 'checks'],
    ['unrouted', intake?.unrouted ?? 0, 'connect'],
    ['stale', intake?.stale ?? 0, 'checks'],
    ['strangers_by_list', intake?.strangersByList?.count ?? 0, 'checks'],
    ['closed_by_tiktok', closed, null],
    ['healing_failed', healing?.failure ? 1 : 0, 'compare'],
    ['gaps', healing?.gaps ?? 0, null],
  ];
  return all.flatMap(([code, count, step]) => (count > 0 ? [{ code, count, step }] : []));
}
