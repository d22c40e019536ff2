import { countdownText, nextStepMs } from './countdown.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

test.each([
  [48 * hour, '48 hours'],
  [47 * hour + 59 * minute + 59 * second, '47 hours'],
  [hour, '1 hour'],
  [hour - 1, '59 minutes'],
  [5 * minute, '5 minutes'],
  [5 * minute - 1, '4 minutes 59 seconds'],
  [minute + second, '1 minute 1 second'],
  [minute, '1 minute 0 seconds'],
  [minute - 1, '59 seconds'],
  [1, '0 seconds'],
  [0, null],
  [-hour, null],
])('OPEN-01: %i ms left read %p, rounded down', (leftMs, text) => {
  expect(countdownText(leftMs)).toBe(text);
});

/** Every text an open page shows from `fromMs` on, when it looks only at its own steps. */
function textsShown(fromMs: number, untilMs: number): { text: string | null; leftMs: number }[] {
  const shown = [];
  for (let leftMs = fromMs; leftMs > untilMs;) {
    shown.push({ text: countdownText(leftMs), leftMs });
    leftMs -= nextStepMs(leftMs) ?? leftMs;
  }
  return shown;
}

test('WIN-11: from an hour up the text changes once an hour', () => {
  const steps = textsShown(48 * hour - 1, hour);
  expect(steps.map(({ text }) => text)).toEqual(
    Array.from({ length: 47 }, (_, gone) => `${47 - gone} hour${gone === 46 ? '' : 's'}`),
  );
});

test('WIN-10: under an hour it changes once a minute', () => {
  const steps = textsShown(hour - 1, 5 * minute);
  expect(steps).toHaveLength(55);
  expect(new Set(steps.map(({ text }) => text)).size).toBe(55);
});

test('WIN-09: under five minutes it changes every second', () => {
  const steps = textsShown(5 * minute - 1, 0);
  expect(new Set(steps.map(({ text }) => text)).size).toBe(300);
});

test('WIN-12: a step falls when the time left crosses a whole hour, minute or second, whenever the page was loaded', () => {
  expect(nextStepMs(46 * hour + 17 * minute + 3)).toBe(17 * minute + 3 + 1);
  expect(nextStepMs(17 * minute + 20 * second)).toBe(20 * second + 1);
  expect(nextStepMs(90 * second + 250)).toBe(251);
});

test('WIN-12: the cadences hand over to each other and no text is skipped on an open page', () => {
  const texts = textsShown(2 * hour, 0).map(({ text }) => text);
  expect(texts.slice(0, 4)).toEqual(['2 hours', '1 hour', '59 minutes', '58 minutes']);
  expect(texts).toHaveLength(2 + 55 + 300);
});

test('WIN-20: seconds under 300 s, minutes from 300 s, hours from 3,600 s', () => {
  expect(countdownText(299_999)).toMatch(/second/);
  expect(countdownText(300_000)).toBe('5 minutes');
  expect(countdownText(3_599_999)).toBe('59 minutes');
  expect(countdownText(3_600_000)).toBe('1 hour');
});
