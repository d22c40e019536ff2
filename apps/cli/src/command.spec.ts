import { exactly, parse, UsageError, wholeNumber } from './command.ts';

const options = { port: { type: 'string' }, fresh: { type: 'boolean', default: false } } as const;

test('options and positionals are read', () => {
  const { values, positionals } = parse(['--port', '4000', 'one'], options);
  expect({ ...values }).toEqual({ port: '4000', fresh: false });
  expect(positionals).toEqual(['one']);
});

test('an option that there is not is named', () => {
  expect(() => parse(['--prot', '4000'], options)).toThrow(UsageError);
  expect(() => parse(['--prot', '4000'], options)).toThrow('--prot');
});

test('missing and surplus arguments are named', () => {
  expect(exactly(['a', 'b'], 'durable', 'event-id')).toEqual(['a', 'b']);
  expect(() => exactly(['a'], 'durable', 'event-id')).toThrow('<event-id> is missing');
  expect(() => exactly(['a', 'b', 'c'], 'durable', 'event-id')).toThrow("'c'");
});

test.each(['0', '65536', '4000.5', 'http', ''])('a port of %p is refused', (text) => {
  expect(() => wholeNumber('port', text, 1, 65_535)).toThrow(UsageError);
});

test('a port in range is a number, a missing one stays missing', () => {
  expect(wholeNumber('port', '65535', 1, 65_535)).toBe(65_535);
  expect(wholeNumber('port', undefined, 1, 65_535)).toBeUndefined();
});
