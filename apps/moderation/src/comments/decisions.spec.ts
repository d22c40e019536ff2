import type { Visibility } from '@duet/contracts';
import fc from 'fast-check';
import type { Comment, Pending, Report } from './comment.ts';
import { decideOnAnswer, decideOnReadBack } from './decide-on-answer.ts';
import { decideOnCommand } from './decide-on-command.ts';
import { decideOnReport } from './decide-on-report.ts';

const start = Date.UTC(2026, 10, 20, 12);
const at = (seconds: number): Date => new Date(start + seconds * 1_000);

const comment = (more: Partial<Comment> = {}): Comment => ({
  workspaceId: 'w',
  channelId: 'c',
  accountId: 'a',
  videoId: 'v',
  commentId: '1',
  parentCommentId: null,
  confirmed: null,
  pending: null,
  failure: null,
  review: null,
  newestCommand: null,
  version: 0,
  ...more,
});

const pending = (more: Partial<Pending> = {}): Pending => ({
  action: 'hide',
  actionIds: ['1'],
  correlationId: 'x',
  urgent: true,
  jobId: null,
  calledAt: at(0),
  acceptedAt: at(1),
  attempts: 0,
  readBacks: 0,
  dueAt: at(121),
  ...more,
});

const command = (id: string, action: 'hide' | 'unhide', seconds: number) => ({
  id,
  action,
  at: at(seconds),
  correlationId: id,
  urgent: true,
  jobId: null,
});

const seen = ({ confirmed, pending: waiting, failure }: Comment) => ({ confirmed, action: waiting?.action, failure });

const visibility = fc.constantFrom<Visibility>('public', 'friends_only', 'hidden', 'deleted');
/** Few moments, so that ties are common. */
const report = fc.record({ visibility, at: fc.integer({ min: -5, max: 5 }).map(at) });

/** An array of reports and the same in another order. */
const twoOrders = fc
  .array(report, { maxLength: 8 })
  .chain((reports) => fc.tuple(fc.constant(reports), fc.shuffledSubarray(reports, { minLength: reports.length })));

test('any order of the same reports ends in the same state', () => {
  const fold = (from: Comment, reports: readonly Report[]) =>
    reports.reduce((state, next) => decideOnReport(state, next).comment, from);
  fc.assert(
    fc.property(twoOrders, fc.constantFrom('hide' as const, 'unhide' as const, null), ([one, other], action) => {
      const from = comment(action ? { pending: pending({ action }) } : {});
      expect(seen(fold(from, other))).toEqual(seen(fold(from, one)));
    }),
  );
});

test('a report that was merged already changes nothing', () => {
  fc.assert(
    fc.property(fc.array(report, { minLength: 1 }), (reports) => {
      const merged = reports.reduce((state, next) => decideOnReport(state, next).comment, comment());
      for (const again of reports) expect(decideOnReport(merged, again).comment).toBe(merged);
    }),
  );
});

test('versions rise with each visible change and with nothing else', () => {
  fc.assert(
    fc.property(fc.array(report), (reports) => {
      let state = comment({ pending: pending() });
      for (const next of reports) {
        const { comment: after } = decideOnReport(state, next);
        const isVisible = JSON.stringify(seen(after)) !== JSON.stringify(seen(state));
        expect(after.version - state.version).toBe(isVisible ? 1 : 0);
        state = after;
      }
    }),
  );
});

test('the newest command decides, in whichever order commands come', () => {
  const commands = fc.uniqueArray(
    fc.record({ seconds: fc.integer({ min: 0, max: 3 }), action: fc.constantFrom('hide' as const, 'unhide' as const) }),
    { minLength: 1, maxLength: 6, selector: ({ seconds, action }) => `${seconds}${action}` },
  );
  const orders = commands.chain((made) => {
    const all = made.map(({ seconds, action }, index) => command(`${index}`, action, seconds));
    return fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }));
  });
  fc.assert(
    fc.property(orders, ([one, other]) => {
      const fold = (list: typeof one) =>
        list.reduce((state, next) => decideOnCommand(state, next, at(9)).comment, comment());
      expect(fold(other).newestCommand).toEqual(fold(one).newestCommand);
      expect(fold(other).pending?.action).toBe(fold(one).pending?.action);
    }),
  );
});

test('an answer to a wish that was replaced says nothing about the new one', () => {
  const replaced = decideOnCommand(comment({ pending: pending() }), command('2', 'unhide', 5), at(5)).comment;
  for (const outcome of [
    { kind: 'accepted' },
    { kind: 'later', afterMs: 0 },
    { kind: 'refused', code: 'not-found', reason: 'It is gone.' },
  ] as const) {
    expect(decideOnAnswer(replaced, '1', outcome, at(6)).comment).toBe(replaced);
  }
});

test('H17: waiting for a turn is no failure: what fails after it is tried again as soon as ever', () => {
  const uncalled = comment({ pending: pending({ acceptedAt: null, attempts: 0 }) });
  const waited = decideOnAnswer(uncalled, '1', { kind: 'turn', afterMs: 7_000 }, at(1)).comment;
  expect(waited.pending).toMatchObject({ attempts: 0, dueAt: at(8) });
  const failed = decideOnAnswer(waited, '1', { kind: 'later', afterMs: 0 }, at(8)).comment;
  expect(failed.pending).toMatchObject({ attempts: 1, dueAt: new Date(at(8).getTime() + 500) });
});

test('what TikTok reported from before our call does not end the waiting', () => {
  const early = decideOnReport(comment({ pending: pending() }), { visibility: 'hidden', at: at(-60) });
  expect(early.comment).toMatchObject({ confirmed: { visibility: 'hidden' }, pending: { action: 'hide' } });
  const uncalled = comment({ pending: pending({ calledAt: null, acceptedAt: null }) });
  expect(decideOnReport(uncalled, { visibility: 'hidden', at: at(1) }).comment.pending).not.toBeNull();
});

test('failures are answered with growing pauses, never shorter than TikTok asks', () => {
  const pauses = [0, 1, 2, 3, 4, 9].map((attempts) => {
    const waiting = comment({ pending: pending({ acceptedAt: null, attempts }) });
    const { comment: after } = decideOnAnswer(waiting, '1', { kind: 'later', afterMs: 1_000 }, at(0));
    return (after.pending?.dueAt.getTime() ?? 0) - start;
  });
  expect(pauses).toEqual([1_000, 2_000, 5_000, 15_000, 60_000, 60_000]);
});

test('OPEN-17: a comment that the list does not show yet, or not at all, stays pending', () => {
  const waiting = comment({ pending: pending() });
  expect(decideOnReadBack(waiting, '1', 'public', at(121)).comment).toMatchObject({
    confirmed: { visibility: 'public' },
    pending: { readBacks: 1, dueAt: at(601) },
  });
  const second = comment({ pending: pending({ readBacks: 1 }) });
  expect(decideOnReadBack(second, '1', null, at(601)).comment).toMatchObject({
    confirmed: null,
    pending: { readBacks: 2, dueAt: at(601 + 3_600) },
    version: 0,
  });
});
