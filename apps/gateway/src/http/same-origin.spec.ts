import { originOf } from './same-origin.ts';

const ours = 'https://duet.example';

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, 'same'],
  [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:5173' }, 'same'],
  [{ 'sec-fetch-site': 'same-site', origin: ours }, 'foreign'],
  [{ 'sec-fetch-site': 'cross-site' }, 'foreign'],
  [{ 'sec-fetch-site': 'none' }, 'foreign'],
  [{ origin: ours }, 'same'],
  [{ origin: 'http://duet.example' }, 'foreign'],
  [{ origin: 'https://duet.example.evil' }, 'foreign'],
  [{ origin: 'null' }, 'foreign'],
  [{}, 'unknown'],
])('a request with %j is of %s origin', (headers, verdict) => {
  expect(originOf(headers, ours)).toBe(verdict);
});
