import fc from 'fast-check';
import { parseJson } from './parse-json.ts';

test('an integer beyond a double keeps all its digits, as a string', () => {
  const text = '{"id":7650000000000000123,"negative":-7650000000000000123,"list":[9007199254740993]}';
  expect(parseJson(text)).toEqual({
    id: '7650000000000000123',
    negative: '-7650000000000000123',
    list: ['9007199254740993'],
  });
});

test('numbers that a double holds stay numbers', () => {
  const text = '{"zero":0,"ms":1790000118456,"max":9007199254740991,"float":12.5,"power":1e21}';
  expect(parseJson(text)).toEqual({ zero: 0, ms: 1790000118456, max: 9007199254740991, float: 12.5, power: 1e21 });
});

test('digits inside a string are text', () => {
  expect(parseJson('{"text":"call 7650000000000000123 \\"now\\""}')).toEqual({
    text: 'call 7650000000000000123 "now"',
  });
});

test('U+0000 and lone surrogates become U+FFFD, pairs stay', () => {
  expect(parseJson('["a\\u0000b","\\ud83d","\\udc4d!","\\ud83d\\udc4d"]')).toEqual([
    'a\uFFFDb',
    '\uFFFD',
    '\uFFFD!',
    '👍',
  ]);
});

test('every 64-bit id survives, wherever it stands', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n }), (id) => {
      expect(parseJson(`{"a":[{"b":${id}}]}`)).toEqual({ a: [{ b: `${id}` }] });
    }),
  );
});

test('a key named __proto__ is data', () => {
  const parsed = parseJson('{"__proto__":{"admin":true}}');
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
});

test('what is not JSON throws', () => {
  expect(() => parseJson('<html>')).toThrow(SyntaxError);
});
