import { acceptedOf, type AppVersion } from './app-versions.ts';

const HOUR_MS = 3_600_000;
const start = new Date('2026-11-22T10:00:00.000Z');
const after = (hours: number): Date => new Date(start.getTime() + hours * HOUR_MS);

const version = (number: number, hours: number): AppVersion => ({
  version: number,
  clientKey: 'key',
  secretSealed: `sealed ${number}`,
  secretEndsWith: '0001',
  changedAt: after(hours),
  changedBy: null,
});

const accepted = (versions: readonly AppVersion[], now: Date) =>
  acceptedOf(versions, now).map(({ version: { version: number }, acceptedUntil }) => [number, acceptedUntil]);

test('each secret is taken for 72 hours after the one that replaced it, the last one without an end', () => {
  const changed = [version(0, 0), version(1, 0), version(2, 24)];
  expect(accepted(changed, after(25))).toEqual([
    [2, null],
    [1, after(96)],
    [0, after(72)],
  ]);
  expect(accepted(changed, after(72))).toEqual([
    [2, null],
    [1, after(96)],
  ]);
  expect(accepted(changed, after(96))).toEqual([[2, null]]);
});
