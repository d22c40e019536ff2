/**
 * How two bodies differ in shape: fields that are missing or not documented, and values of another kind. Kinds tell a
 * second from a millisecond and an id in digits from one in base64, which is where clients stumble.
 */
export function differences(documented: unknown, found: unknown, optional: readonly string[] = [], at = ''): string[] {
  if (Array.isArray(documented) && Array.isArray(found)) {
    const [sample] = documented;
    return found.flatMap((one) => differences(sample, one, optional, `${at}[]`));
  }
  if (isObject(documented) && isObject(found)) {
    return [...new Set([...Object.keys(documented), ...Object.keys(found)])].flatMap((key) => {
      const path = at === '' ? key : `${at}.${key}`;
      if (!(key in found)) return optional.includes(path) ? [] : [`${path} is missing`];
      if (!(key in documented)) return optional.includes(path) ? [] : [`${path} is not documented`];
      return differences(documented[key], found[key], optional, path);
    });
  }
  const [wanted, got] = [kindOf(documented), kindOf(found)];
  return wanted === got ? [] : [`${at} is ${got} instead of ${wanted}`];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return value > 1e12 ? 'milliseconds' : value > 1e9 ? 'seconds' : 'a number';
  if (typeof value !== 'string') return typeof value;
  if (/^\d{19}$/.test(value)) return 'an id of 19 digits';
  if (/^\d{10}$/.test(value)) return 'seconds as a text';
  if (/^[A-Za-z0-9+/]{20,}==$/.test(value)) return 'an id in base64';
  if (/^https?:/.test(value)) return 'an address';
  return value === '' ? 'an empty text' : 'a text';
}
