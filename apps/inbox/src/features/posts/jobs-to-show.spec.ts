import type { ModerationJobView } from '@duet/contracts';
import { withJob } from '../../lib/moderation-jobs.ts';
import { at } from '../../samples.ts';
import { jobsToShow } from './jobs-to-show.ts';

const id = (n: number): string => `01939f00-0000-7000-8000-00000000000${n}`;

const job = (n: number, part: Partial<ModerationJobView> & { pending?: number } = {}): ModerationJobView => ({
  id: id(n),
  action: 'hide',
  status: 'running',
  by: { kind: 'person', id: id(9), name: 'Mira' },
  startedAt: at(0),
  endedAt: null,
  undoes: null,
  counts: { total: 5, done: 0, failed: 0, skipped: 0, dropped: 0, pending: part.pending ?? 5, underWay: 0 },
  failures: [],
  timeLeftMs: null,
  ...part,
});

test('jobs under way and those that ended lately are shown, but not what was undone', () => {
  const [running, fresh, old] = [job(1), job(2, { endedAt: at(8) }), job(3, { endedAt: at(-10) })];
  const undone = job(4, { endedAt: at(8) });
  const undoing = job(5, { undoes: undone.id });
  const shown = jobsToShow([undoing, running, fresh, old, undone], Date.parse(at(10)));
  expect(shown).toEqual([undoing, running, fresh]);
});

test('news of a job replace what is held of it, and late ones change nothing', () => {
  const half = job(1, { pending: 2 });
  expect(withJob([], half)).toEqual([half]);
  expect(withJob([job(1)], half)).toEqual([half]);
  expect(withJob([half], job(1))).toEqual([half]);
  const ended = job(1, { endedAt: at(1), pending: 0 });
  expect(withJob([ended], half)).toEqual([ended]);
});
