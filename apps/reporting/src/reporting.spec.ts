import { DailyReport, type ChannelType, newId, ReportRebuild } from '@duet/contracts';
import { Database } from '@duet/database';
import { type Harness, startHarness } from '@duet/testing';
import fc from 'fast-check';
import {
  agentOf,
  assigned,
  message,
  opened,
  publishAll,
  type Ticket,
  type TicketEvent,
  turned,
} from '../test/ticket-events.ts';
import { reportingSchema } from './schema.ts';
import { defineReporting } from './service.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ schemas: [reportingSchema] });
  // Two replicas: what belongs together may be handled at the same time.
  for (let replica = 0; replica < 2; replica++) await harness.boot(defineReporting(harness.config('reporting')));
});

afterAll(() => harness.stop());

const range = { from: '2026-11-01', to: '2026-11-30' };

async function report(workspaceId: string, more: { channelId?: string; from?: string; to?: string } = {}) {
  return (await harness.ask(DailyReport, { ...range, ...more }, agentOf(workspaceId))).days;
}

async function heard(workspaceId: string, events: readonly TicketEvent[]): Promise<void> {
  await publishAll(harness, workspaceId, events);
  await harness.drained();
}

const ticket = (channelType: ChannelType = 'tiktok_messenger', channelId = newId()): Ticket => ({
  id: newId(),
  channelId,
  channelType,
});

const nothing = { messagesIn: 0, messagesOut: 0, ticketsOpened: 0, ticketsResolved: 0 };

test('REP-03, REP-05: messages and tickets are counted per channel and UTC day of their own time', async () => {
  const workspaceId = newId();
  const [dm, comment] = [ticket(), ticket('tiktok_feed')];
  await heard(workspaceId, [
    opened(dm, '2026-11-10T23:59:59.999Z'),
    message(dm, 'in', '2026-11-10T23:59:59.999Z'),
    message(dm, 'out', '2026-11-11T00:00:00.000Z'),
    turned(dm, 'resolved', '2026-11-11T10:00:00.000Z'),
    opened(comment, '2026-11-11T12:00:00.000Z'),
    message(comment, 'in', '2026-11-11T12:00:00.000Z', 'healed'),
  ]);
  const days = await report(workspaceId);
  const on = ({ channelId, channelType }: Ticket, day: string) => ({ day, channelId, channelType, ...nothing });
  expect(days).toHaveLength(3);
  expect(days).toEqual(
    expect.arrayContaining([
      { ...on(dm, '2026-11-10'), messagesIn: 1, ticketsOpened: 1 },
      { ...on(dm, '2026-11-11'), messagesOut: 1, ticketsResolved: 1 },
      { ...on(comment, '2026-11-11'), messagesIn: 1, ticketsOpened: 1 },
    ]),
  );
  expect(await report(workspaceId, { channelId: comment.channelId })).toHaveLength(1);
  expect(await report(workspaceId, { to: '2026-11-10' })).toHaveLength(1);
});

test('notes, imported history and changes other than resolving count nowhere', async () => {
  const workspaceId = newId();
  const dm = ticket();
  const at = '2026-11-12T08:00:00.000Z';
  await heard(workspaceId, [
    message(dm, 'note', at),
    message(dm, 'in', at, 'imported'),
    message(dm, 'out', at, 'imported'),
    turned(dm, 'hold', at),
    turned(dm, 'open', at),
    assigned(dm),
  ]);
  expect(await report(workspaceId)).toEqual([]);
});

test('an event that comes again counts once, also after its claim is forgotten', async () => {
  const workspaceId = newId();
  const dm = ticket();
  const events = [opened(dm, '2026-11-13T08:00:00.000Z'), message(dm, 'in', '2026-11-13T08:00:00.000Z')];
  await heard(workspaceId, [...events, ...events]);
  await harness.sql('DELETE FROM reporting.handled_events');
  await heard(workspaceId, events);
  expect(await report(workspaceId)).toMatchObject([{ messagesIn: 1, ticketsOpened: 1 }]);
});

test('a resolution that is heard of before its ticket is counted once the channel is known', async () => {
  const workspaceId = newId();
  const dm = ticket();
  await heard(workspaceId, [turned(dm, 'resolved', '2026-11-15T08:00:00.000Z')]);
  expect(await report(workspaceId)).toEqual([]);
  await heard(workspaceId, [opened(dm, '2026-11-14T08:00:00.000Z')]);
  expect(await report(workspaceId)).toMatchObject([
    { day: '2026-11-14', channelId: dm.channelId, ticketsOpened: 1, ticketsResolved: 0 },
    { day: '2026-11-15', channelId: dm.channelId, ticketsOpened: 0, ticketsResolved: 1 },
  ]);
});

test('what is kept holds no text and no person', async () => {
  const workspaceId = newId();
  const dm = ticket();
  await heard(workspaceId, [message(dm, 'in', '2026-11-16T08:00:00.000Z'), opened(dm, '2026-11-16T08:00:00.000Z')]);
  const rows = await harness.sql('SELECT * FROM reporting.facts WHERE workspace_id = $1', [workspaceId]);
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/parcel|ana_pe|"Ada"/);
});

const events = fc.array(
  fc.record({
    ticket: fc.integer({ min: 0, max: 3 }),
    kind: fc.constantFrom('opened', 'in', 'out', 'note', 'imported', 'resolved', 'reopened', 'assigned'),
    hour: fc.integer({ min: 0, max: 71 }),
  }),
  { minLength: 1, maxLength: 30 },
);

function eventOf(of: Ticket, kind: string, at: string): TicketEvent {
  switch (kind) {
    case 'opened':
      return opened(of, at);
    case 'in':
    case 'out':
    case 'note':
      return message(of, kind, at);
    case 'imported':
      return message(of, 'in', at, 'imported');
    case 'assigned':
      return assigned(of);
    default:
      return turned(of, kind === 'resolved' ? 'resolved' : 'open', at);
  }
}

test('REP-12: any order and repetition ends in the figures of a recount, and a rebuild changes none', async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.infiniteStream(fc.nat()), async (made, order) => {
      const workspaceId = newId();
      const channels = [newId(), newId()];
      const tickets = [0, 1, 2, 3].map((n) => ticket('tiktok_messenger', channels[n % 2]));
      const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour)).toISOString();
      const all = made.map((one) => {
        const of = tickets[one.ticket] ?? ticket();
        return { ...one, at: at(one.hour), of, event: eventOf(of, one.kind, at(one.hour)) };
      });
      const shuffled = [...all, ...all.slice(0, 5)]
        .map(({ event }) => ({ event, rank: order.next().value ?? 0 }))
        .sort((a, b) => a.rank - b.rank);
      await heard(
        workspaceId,
        shuffled.map(({ event }) => event),
      );

      const placed = new Set(
        all.filter(({ kind }) => !['resolved', 'reopened', 'assigned'].includes(kind)).map(({ of }) => of.id),
      );
      const recount = (channelId: string, day: string, kind: string) =>
        all.filter(
          (one) =>
            one.of.channelId === channelId && one.at.startsWith(day) && one.kind === kind && placed.has(one.of.id),
        ).length;
      const incremental = await report(workspaceId);
      for (const { day, channelId, messagesIn, messagesOut, ticketsOpened, ticketsResolved } of incremental) {
        expect([messagesIn, messagesOut, ticketsOpened, ticketsResolved]).toEqual(
          ['in', 'out', 'opened', 'resolved'].map((kind) => recount(channelId, day, kind)),
        );
      }
      const counted = incremental.reduce(
        (sum, day) => sum + day.messagesIn + day.messagesOut + day.ticketsOpened + day.ticketsResolved,
        0,
      );
      expect(counted).toBe(
        all.filter(({ kind, of }) => ['in', 'out', 'opened', 'resolved'].includes(kind) && placed.has(of.id)).length,
      );

      await harness.ask(ReportRebuild, {}, agentOf(workspaceId), { deadlineMs: 10_000 });
      expect(await report(workspaceId)).toEqual(incremental);
    }),
    { numRuns: 15 },
  );
});

test('a rebuild repairs figures that were lost', async () => {
  const workspaceId = newId();
  const dm = ticket();
  await heard(workspaceId, [opened(dm, '2026-11-17T08:00:00.000Z'), message(dm, 'in', '2026-11-17T08:00:00.000Z')]);
  const before = await report(workspaceId);
  await harness.sql('DELETE FROM reporting.daily_rollups');
  const { facts } = await harness.ask(ReportRebuild, {}, agentOf(workspaceId), { deadlineMs: 10_000 });
  expect(facts).toBeGreaterThanOrEqual(2);
  expect(await report(workspaceId)).toEqual(before);
});

test('a rebuild while events come in misses and doubles nothing', async () => {
  const workspaceId = newId();
  const dm = ticket();
  const messages = Array.from({ length: 300 }, () => message(dm, 'in', '2026-11-18T08:00:00.000Z'));
  const publishing = publishAll(harness, workspaceId, messages);
  for (let round = 0; round < 10; round++) {
    await harness.ask(ReportRebuild, {}, agentOf(workspaceId), { deadlineMs: 10_000 });
  }
  await publishing;
  await harness.drained();
  expect(await report(workspaceId)).toMatchObject([{ messagesIn: 300 }]);
});

test('another workspace sees nothing, and a query without a workspace is an error', async () => {
  const workspaceId = newId();
  await heard(workspaceId, [opened(ticket(), '2026-11-19T08:00:00.000Z')]);
  expect(await report(newId())).toEqual([]);
  const database = await Database.connect({ url: harness.config('reporting').DATABASE_URL, schema: 'reporting' });
  try {
    const asPerson = (sql: string) =>
      database.asWorker(async (tx) => {
        await tx.query('SET LOCAL ROLE reporting_person');
        return tx.query(sql);
      });
    await expect(asPerson('SELECT * FROM daily_rollups')).rejects.toThrow('app.workspace');
    await expect(database.asPerson(workspaceId, (tx) => tx.query('SELECT * FROM facts'))).rejects.toThrow(
      'permission denied',
    );
  } finally {
    await database.close();
  }
});
