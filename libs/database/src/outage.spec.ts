import { isOutage } from './outage.ts';

const failure = (code: string, more: object = {}): Error => Object.assign(new Error(`failed: ${code}`), { code }, more);

test.each([
  'ECONNREFUSED',
  'ECONNRESET',
  '08006',
  '25006',
  '40001',
  '40P01',
  '53100',
  '53300',
  '55P03',
  '57014',
  '57P01',
  '57P03',
  '58030',
])('%s says that the database is away or busy', (code) => {
  expect(isOutage(failure(code))).toBe(true);
  expect(isOutage(new Error('a query failed', { cause: failure(code) }))).toBe(true);
});

test.each(['22021', '22P02', '22P05', '23505', '23514', '42P01', 'P0001'])('%s speaks of the data', (code) => {
  expect(isOutage(failure(code, { severity: 'ERROR' }))).toBe(false);
});

test('a connection that the server ended speaks of the server, whatever its code', () => {
  expect(isOutage(failure('55000', { severity: 'FATAL' }))).toBe(true);
  expect(isOutage(failure('28P01', { severity: 'FATAL' }))).toBe(true);
});

test('what is no error, or an error of our own, is no outage', () => {
  expect(isOutage('ECONNREFUSED')).toBe(false);
  expect(isOutage(new TypeError('undefined is not a function'))).toBe(false);
});
