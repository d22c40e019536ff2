import type { SlaClockView, TicketView } from '@duet/contracts';

/** The promise to show first: broken before due soon, then the earlier. Null where all is in good time. */
export function pressing({ sla, status }: TicketView): SlaClockView | null {
  if (status !== 'open') return null;
  const late = sla?.clocks.filter(({ endedAt, state }) => endedAt === null && state !== 'ok') ?? [];
  return late.toSorted((a, b) => rank(a) - rank(b) || timeOf(a) - timeOf(b))[0] ?? null;
}

const rank = ({ state }: SlaClockView): number => (state === 'breached' ? 0 : 1);
const timeOf = ({ dueAt, breachedAt }: SlaClockView): number => Date.parse(breachedAt ?? dueAt ?? '');
