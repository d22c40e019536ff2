import { type MediaType, sniff, SNIFFED_BYTES } from '@duet/storage';

/** Looks at the beginning of a stream without losing it. */
export async function sniffed(
  body: AsyncIterable<Uint8Array>,
): Promise<{ type: MediaType | null; bytes: AsyncIterable<Uint8Array> }> {
  const rest = body[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let read = 0;
  while (read < SNIFFED_BYTES) {
    const next = await rest.next();
    if (next.done) break;
    head.push(next.value);
    read += next.value.byteLength;
  }
  return { type: sniff(Buffer.concat(head)), bytes: joined(head, rest) };
}

async function* joined(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
