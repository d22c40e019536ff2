const MASK = '[redacted]';

/** Removes every secret from a text, in the spellings in which one can travel: plain, in a query, inside JSON. */
export function redact(text: string, secrets: readonly string[]): string {
  const spellings = secrets.filter((secret) => secret !== '').flatMap(spellingsOf);
  return spellings.sort((a, b) => b.length - a.length).reduce((left, secret) => left.replaceAll(secret, MASK), text);
}

/**
 * A cause fit to be logged: names, codes and messages of the whole chain, without secrets. The original is not kept,
 * because a fetch implementation may put the full URL, query included, into its errors.
 */
export function redactedCause(error: unknown, secrets: readonly string[]): Error {
  const parts: string[] = [];
  for (let link = error; link instanceof Error && parts.length < 5; link = link.cause) {
    const code = 'code' in link ? `[${String(link.code)}]` : '';
    parts.push(`${link.name}${code}: ${link.message}`);
  }
  return new Error(redact(parts.length > 0 ? parts.join('; ') : String(error), secrets));
}

function spellingsOf(secret: string): string[] {
  const wellFormed = secret.toWellFormed();
  return [
    secret,
    encodeURIComponent(wellFormed),
    new URLSearchParams([['', wellFormed]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
  ];
}
