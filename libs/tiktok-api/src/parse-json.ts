interface SourceText {
  source?: string;
}

/**
 * Parses JSON without harming ids or text: an integer that a double cannot hold becomes the string of its digits,
 * and U+0000 and lone surrogates, which PostgreSQL refuses, become U+FFFD.
 *
 * @throws SyntaxError  the text is not JSON
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, keepExact);
}

function keepExact(_key: string, value: unknown, context?: SourceText): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  if (context?.source === undefined) throw new Error('JSON.parse gives no source text; Node 21 or newer is needed');
  return /^-?\d+$/.test(context.source) ? context.source : value;
}

function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
