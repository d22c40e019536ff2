import { attributeKey } from './attribute-key.ts';

test.each([
  ['Shoe size', [], 'shoe_size'],
  ['  Größe (EU) ', [], 'gro_e_eu'],
  ['Размер', [], 'attribute_1'],
  ['Размер', ['attribute_1'], 'attribute_2'],
  ['E-mail', [], 'e_mail'],
  ['Phone', [], 'phone_2'],
  ['Size', ['size', 'size_2'], 'size_3'],
  ['2nd name', [], 'nd_name'],
])('%p beside %p is kept under %p', (label, taken, key) => {
  expect(attributeKey(label, taken)).toBe(key);
});
