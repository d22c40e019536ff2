import { isQuiet } from './settings.ts';

const at = (time: string): Date => new Date(`2026-11-22T${time}:00`);

test.each([
  ['22:00', '07:00', '23:30', true],
  ['22:00', '07:00', '06:59', true],
  ['22:00', '07:00', '07:00', false],
  ['22:00', '07:00', '21:59', false],
  ['12:00', '13:00', '12:00', true],
  ['12:00', '13:00', '13:00', false],
  ['12:00', '12:00', '12:00', false],
])('quiet from %s to %s: at %s it is %p', (from, to, time, quiet) => {
  expect(isQuiet({ quiet: { from, to } }, at(time))).toBe(quiet);
});

test('without quiet hours it is never quiet', () => {
  expect(isQuiet({ quiet: null }, at('03:00'))).toBe(false);
});
