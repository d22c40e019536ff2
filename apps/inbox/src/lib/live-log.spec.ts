import { aChange, ids } from '../samples.ts';
import { LiveLog } from './live-log.ts';

test('a change that was here already is old, in order the next one, and after a hole a gap', () => {
  const log = new LiveLog();
  expect(log.admit(aChange({ sequence: 6 }))).toBe('next');
  expect(log.admit(aChange({ sequence: 6 }))).toBe('old');
  expect(log.admit(aChange({ sequence: 5 }))).toBe('old');
  expect(log.admit(aChange({ sequence: 7 }))).toBe('next');
  expect(log.admit(aChange({ sequence: 9 }))).toBe('gap');
  expect(log.admit(aChange({ ticketId: ids.other, sequence: 2 }))).toBe('next');
});

test('what came since a mark is told in order', () => {
  const log = new LiveLog();
  log.admit(aChange({ sequence: 1 }));
  const mark = log.mark();
  log.admit(aChange({ sequence: 2 }));
  log.admit(aChange({ sequence: 3 }));
  expect(log.since(mark)?.map(({ sequence }) => sequence)).toEqual([2, 3]);
});

test('nobody can tell what came since before a restart', () => {
  const log = new LiveLog();
  const mark = log.mark();
  log.restart();
  expect(log.since(mark)).toBeNull();
  expect(log.admit(aChange({ sequence: 1 }))).toBe('next');
});

test('a mark older than what is kept is as good as none, a recent one still works', () => {
  const log = new LiveLog();
  const old = log.mark();
  for (let sequence = 1; sequence <= 5_000; sequence += 1) log.admit(aChange({ sequence }));
  const recent = log.mark();
  log.admit(aChange({ sequence: 5_001 }));
  expect(log.since(old)).toBeNull();
  expect(log.since(recent)?.map(({ sequence }) => sequence)).toEqual([5_001]);
});
