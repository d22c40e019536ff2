import { iso, type SlaClockView, type SlaState, type SlaView } from '@duet/contracts';
import type { Sla, SlaClock } from './sla.ts';

export const slaView = (sla: Sla): SlaView => ({
  policy: sla.policy,
  state: slaState(sla),
  clocks: sla.clocks.map(clockView),
});

const clockView = ({ metric, state, dueAt, breachedAt, endedAt }: SlaClock): SlaClockView => ({
  metric,
  state,
  dueAt: dueAt && iso(dueAt.getTime()),
  breachedAt: breachedAt && iso(breachedAt.getTime()),
  endedAt: endedAt && iso(endedAt.getTime()),
});

/** The worst of the promises that are not kept yet. */
export function slaState({ clocks }: Sla): SlaState {
  const states = clocks.filter(({ endedAt }) => endedAt === null).map(({ state }) => state);
  return states.includes('breached') ? 'breached' : states.includes('due_soon') ? 'due_soon' : 'ok';
}

/** When something happens to it next without anybody doing anything; null where nothing will. */
export function slaCheckAt({ clocks }: Sla): Date | null {
  const times = clocks.flatMap(({ state, dueAt, warnAt }) =>
    state === 'breached' ? [] : [state === 'ok' ? warnAt : dueAt],
  );
  const moments = times.flatMap((at) => (at ? [at.getTime()] : []));
  return moments.length > 0 ? new Date(Math.min(...moments)) : null;
}
