import { holdTimes } from './hold-times.ts';

const on = (day: number, hour: number) => new Date(2026, 10, day, hour, 30);

test.each([
  ['a Sunday', 22, 23, 23],
  ['a Monday', 23, 24, 30],
  ['a Saturday', 28, 29, 30],
])(
  'INB-15: on %s a ticket comes back in an hour, tomorrow morning or on the next Monday',
  (_day, today, tomorrow, monday) => {
    expect(holdTimes(on(today, 23))).toEqual({
      inAnHour: on(today + 1, 0),
      tomorrow: new Date(2026, 10, tomorrow, 9),
      monday: new Date(2026, 10, monday, 9),
    });
  },
);
