import { ContactAttribute } from '@duet/contracts';

/** A key for the label: its Latin letters and digits, or a number where it has none; one that no other attribute has. */
export function attributeKey(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 30);
  const isFree = (key: string) => !taken.includes(key) && ContactAttribute.shape.key.safeParse(key).success;
  if (isFree(plain)) return plain;
  const numbered = (n: number): string => (plain === '' ? `attribute_${n}` : `${plain}_${n}`);
  let n = plain === '' ? 1 : 2;
  while (!isFree(numbered(n))) n += 1;
  return numbered(n);
}
