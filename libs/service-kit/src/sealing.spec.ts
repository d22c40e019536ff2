import { randomBytes } from 'node:crypto';
import { SealingKeys } from './sealing.ts';

const key = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

test('what is sealed opens where it belongs, with the key that sealed it, and nowhere else', () => {
  const [k1, k2] = [key('k1'), key('k2')];
  const sealed = new SealingKeys(k1).seal('secret 😀', ['installation', '1']);
  expect(new SealingKeys(k2, k1).open(sealed, ['installation', '1'])).toBe('secret 😀');
  expect([new SealingKeys(k1).isCurrent(sealed), new SealingKeys(k2, k1).isCurrent(sealed)]).toEqual([true, false]);
  expect(() => new SealingKeys(k1).open(sealed, ['installation', '2'])).toThrow();
  expect(() => new SealingKeys(key('k1')).open(sealed, ['installation', '1'])).toThrow();
  expect(() => new SealingKeys(k2).open(sealed, ['installation', '1'])).toThrow('"k1" is not configured');
});
