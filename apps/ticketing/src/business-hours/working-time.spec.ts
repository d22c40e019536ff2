import { BusinessHours, type WorkingInterval } from '@duet/contracts';
import fc from 'fast-check';
import { workingTime } from './working-time.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const everyDay = (...intervals: WorkingInterval[]): BusinessHours['week'] => ({
  monday: intervals,
  tuesday: intervals,
  wednesday: intervals,
  thursday: intervals,
  friday: intervals,
  saturday: intervals,
  sunday: intervals,
});
const split = everyDay({ from: '01:30', to: '02:30' }, { from: '09:00', to: '12:00' }, { from: '13:00', to: '18:00' });
const berlin: BusinessHours = { zone: 'Europe/Berlin', week: split, holidays: [] };

/** Counted minute by minute, by what the wall shows. */
function counted(hours: BusinessHours, from: Date, until: Date): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: hours.zone,
    weekday: 'long',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  let minutes = 0;
  for (let atMs = from.getTime(); atMs < until.getTime(); atMs += MINUTE_MS) {
    const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    const time = `${part['hour']}:${part['minute']}`;
    const date = `${part['year']}-${part['month']}-${part['day']}`;
    const day = Object.entries(hours.week).find(([name]) => name === part['weekday']?.toLowerCase())?.[1] ?? [];
    const isFree = hours.holidays.some((holiday) => holiday.date === date);
    if (!isFree && day.some((interval) => interval.from <= time && time < interval.to)) minutes += 1;
  }
  return minutes;
}

test('summer time takes an hour of the night, and what would have been worked in it with it', () => {
  const time = workingTime(berlin);
  // 28 March 2027: 02:00 becomes 03:00, so of 01:30 to 02:30 only half is there.
  const [from, until] = [new Date('2027-03-28T00:00+01:00'), new Date('2027-03-29T00:00+02:00')];
  expect(time.between(from, until)).toBe(8.5 * HOUR_MS);
  expect(time.add(from, HOUR_MS)).toEqual(new Date('2027-03-28T09:30+02:00'));
});

test('winter time repeats an hour of the night, and what is worked in it counts twice', () => {
  const time = workingTime(berlin);
  // 25 October 2026: 03:00 becomes 02:00, so 02:00 to 02:30 is there twice.
  const [from, until] = [new Date('2026-10-25T00:00+02:00'), new Date('2026-10-26T00:00+01:00')];
  expect(time.between(from, until)).toBe(9.5 * HOUR_MS);
  expect(time.add(from, 1.25 * HOUR_MS)).toEqual(new Date('2026-10-25T02:15+01:00'));
});

test('nobody works on a holiday, in the night or over lunch', () => {
  const time = workingTime({
    ...berlin,
    week: everyDay({ from: '09:00', to: '12:00' }, { from: '13:00', to: '18:00' }),
    holidays: [{ date: '2026-12-25', name: 'Christmas' }],
  });
  expect(time.add(new Date('2026-12-24T11:30+01:00'), HOUR_MS)).toEqual(new Date('2026-12-24T13:30+01:00'));
  expect(time.add(new Date('2026-12-24T17:00+01:00'), 2 * HOUR_MS)).toEqual(new Date('2026-12-26T10:00+01:00'));
});

test('where nobody ever works, nothing falls due', () => {
  expect(workingTime({ ...berlin, week: everyDay() }).add(new Date(0), 1)).toBeNull();
});

test('hours that overlap, end before they begin or stand in no zone are no business hours', () => {
  const with_ = (part: object) => BusinessHours.safeParse({ ...berlin, ...part }).success;
  expect(with_({})).toBe(true);
  expect(with_({ zone: 'Europe/Atlantis' })).toBe(false);
  expect(with_({ week: everyDay({ from: '12:00', to: '09:00' }) })).toBe(false);
  expect(with_({ week: everyDay({ from: '09:00', to: '12:00' }, { from: '11:00', to: '13:00' }) })).toBe(false);
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Havana',
];
/** Around days on which walls jump in one of these zones, or nothing happens. */
const starts = [
  '2026-03-07',
  '2026-03-28',
  '2026-04-04',
  '2026-10-03',
  '2026-10-24',
  '2026-10-31',
  '2026-12-24',
  '2011-12-28',
];
const minuteOfDay = fc.integer({ min: 0, max: 1440 });
const wall = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const intervals = fc.uniqueArray(minuteOfDay, { minLength: 0, maxLength: 6 }).map((minutes) => {
  const sorted = minutes.toSorted((a, b) => a - b);
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => ({
    from: wall(sorted[index * 2] ?? 0),
    to: wall(sorted[index * 2 + 1] ?? 0),
  }));
});
const someHours = fc.record({
  zone: fc.constantFrom(...zones),
  week: fc.record({
    monday: intervals,
    tuesday: intervals,
    wednesday: intervals,
    thursday: intervals,
    friday: intervals,
    saturday: intervals,
    sunday: intervals,
  }),
  holidays: fc.constantFrom<BusinessHours['holidays']>(
    [],
    [{ date: '2026-10-25', name: '' }],
    [{ date: '2026-03-29', name: '' }],
  ),
});
const someSpan = fc.record({
  day: fc.constantFrom(...starts),
  minute: fc.integer({ min: 0, max: 1440 }),
  forMinutes: fc.integer({ min: 0, max: 4 * 1440 }),
});

test('what lies between two moments is what a count of the minutes finds, in every zone and over every jump', () => {
  fc.assert(
    fc.property(someHours, someSpan, (hours, { day, minute, forMinutes }) => {
      const from = new Date(Date.parse(day) + minute * MINUTE_MS);
      const until = new Date(from.getTime() + forMinutes * MINUTE_MS);
      expect(workingTime(hours).between(from, until)).toBe(counted(hours, from, until) * MINUTE_MS);
    }),
    { numRuns: 60 },
  );
});

test('adding working time comes to the first moment by which so much of it has passed', () => {
  fc.assert(
    fc.property(someHours, someSpan, fc.integer({ min: 1, max: 3_000 }), (hours, { day, minute }, forMinutes) => {
      const time = workingTime(hours);
      const from = new Date(Date.parse(day) + minute * MINUTE_MS);
      const due = time.add(from, forMinutes * MINUTE_MS);
      if (due === null) return;
      expect(time.between(from, due)).toBe(forMinutes * MINUTE_MS);
      expect(time.between(from, new Date(due.getTime() - 1))).toBeLessThan(forMinutes * MINUTE_MS);
    }),
    { numRuns: 100 },
  );
});
