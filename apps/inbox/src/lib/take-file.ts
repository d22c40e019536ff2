import { refusalIn, Unreachable } from './http.ts';

const CARRIAGE_RETURN = 13;

/**
 * Takes a CSV file below `/api/v1` in as it comes.
 * @param onRows told how many of its records have come; CRLF ends them and stands nowhere else
 * @throws Refused | Unreachable also when the file ends before its end
 */
export async function takeCsv(path: string, onRows: (rows: number) => void): Promise<{ file: Blob; rows: number }> {
  const unreachable = (cause: unknown) => {
    throw new Unreachable(cause);
  };
  const response = await fetch(`/api/v1${path}`).catch(unreachable);
  if (!response.ok || !response.body) throw await refusalIn(response);
  const parts: BlobPart[] = [];
  let rows = -1;
  const reader = response.body.getReader();
  for (;;) {
    const { value, done } = await reader.read().catch(unreachable);
    if (done) break;
    parts.push(value);
    rows += value.filter((byte) => byte === CARRIAGE_RETURN).length;
    onRows(Math.max(rows, 0));
  }
  return { file: new Blob(parts, { type: 'text/csv' }), rows: Math.max(rows, 0) };
}

/** Gives a file to the person, as the browser does with downloads. */
export function handOver(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** Browsers read the address after the click. */
const KEPT_MS = 60_000;
