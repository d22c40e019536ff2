import { BusinessHours } from '@duet/contracts';
import { endMeant, endShown, officeHours, problemOf, withInterval } from './office-hours.ts';

test('what is offered first can be saved as it is', () => {
  expect(BusinessHours.safeParse(officeHours()).success).toBe(true);
  expect(problemOf(officeHours())).toBeNull();
});

test('a day is split after its last stretch, and an empty one begins in the morning', () => {
  expect(withInterval([])).toEqual([{ from: '09:00', to: '18:00' }]);
  expect(withInterval([{ from: '09:00', to: '12:00' }])).toEqual([
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '15:00' },
  ]);
  const hours = officeHours();
  const late = { ...hours, week: { ...hours.week, friday: withInterval([{ from: '20:00', to: '21:30' }]) } };
  expect(problemOf(late)).toBeNull();
});

test('times that overlap or end before they begin are told of by their day', () => {
  const hours = officeHours();
  const overlapping = [
    { from: '09:00', to: '13:00' },
    { from: '12:00', to: '18:00' },
  ];
  expect(problemOf({ ...hours, week: { ...hours.week, tuesday: overlapping } })).toBe('tuesday');
  expect(problemOf({ ...hours, week: { ...hours.week, sunday: [{ from: '12:00', to: '09:00' }] } })).toBe('sunday');
});

test('an end at midnight is the end of the day', () => {
  expect(endMeant('00:00')).toBe('24:00');
  expect(endShown('24:00')).toBe('00:00');
  expect([endMeant('18:30'), endShown('18:30')]).toEqual(['18:30', '18:30']);
});
