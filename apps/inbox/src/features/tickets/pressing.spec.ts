import type { SlaClockView } from '@duet/contracts';
import { aTicket, at, ids } from '../../samples.ts';
import { pressing } from './pressing.ts';

const clock = (part: Partial<SlaClockView>): SlaClockView => ({
  metric: 'first_reply',
  state: 'ok',
  dueAt: at(60),
  breachedAt: null,
  endedAt: null,
  ...part,
});
const withClocks = (...clocks: SlaClockView[]) =>
  aTicket({ sla: { policy: { id: ids.other, name: 'Standard' }, state: 'ok', clocks } });

test('a broken promise stands before one that is due soon, and what is kept or in good time is not shown', () => {
  const broken = clock({ metric: 'resolution', state: 'breached', breachedAt: at(5) });
  const soon = clock({ metric: 'next_reply', state: 'due_soon', dueAt: at(2) });
  const kept = clock({ state: 'breached', breachedAt: at(1), endedAt: at(3), dueAt: null });
  expect(pressing(withClocks(soon, broken, kept))).toBe(broken);
  expect(pressing(withClocks(kept, soon))).toBe(soon);
  expect(pressing(withClocks(kept, clock({})))).toBeNull();
  expect(pressing(aTicket())).toBeNull();
});

test('a ticket that is set aside presses nobody', () => {
  expect(pressing({ ...withClocks(clock({ state: 'breached', breachedAt: at(5) })), status: 'hold' })).toBeNull();
});
