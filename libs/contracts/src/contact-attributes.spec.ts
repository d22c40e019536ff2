import { ContactAttribute, fitsAttribute, togetherKnown } from './contact-attributes.ts';

test.each([
  ['text', 'Größe 42 👟', true],
  ['text', 'x'.repeat(501), false],
  ['number', 42.5, true],
  ['number', '42', false],
  ['date', '2026-02-28', true],
  ['date', '2026-02-30', false],
  ['email', 'ana@example.test', true],
  ['email', 'ana at example', false],
  ['phone', '+51 1 234-5678', true],
  ['phone', 'call me', false],
  ['note', 'x'.repeat(5_000), true],
  ['choice', 'Gold', true],
  ['choice', 'Bronze', false],
] as const)('as %s, %p fits: %p', (kind, value, fits) => {
  expect(fitsAttribute({ kind, choices: ['Silver', 'Gold'] }, value)).toBe(fits);
});

test.each(['email', 'Size', '1st', 'a'.repeat(41)])('no attribute of a workspace has the key %p', (key) => {
  expect(ContactAttribute.safeParse({ key, label: 'Size', kind: 'text', choices: [] }).success).toBe(false);
});

test('of several contacts the first that says something about an attribute wins, also that there is nothing', () => {
  const [kept, other, third] = [
    { email: 'a@x.test', phone: null },
    { phone: '123', size: 42 },
    { size: 43, city: 'Lima' },
  ];
  expect(togetherKnown([kept, other, third])).toEqual({ email: 'a@x.test', size: 42, city: 'Lima' });
});
