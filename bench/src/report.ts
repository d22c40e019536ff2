import type { Latency } from './figures.ts';

export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly limit?: string;
}

/** What a bench found. Rates are per second. */
export interface Report {
  readonly bench: string;
  readonly what: string;
  readonly rows: readonly Row[];
  readonly ratio: number;
  readonly bar: number;
  /** What the accounts say, and whether every row is where it should be. */
  readonly accounts: readonly string[];
  readonly isComplete: boolean;
  /** The figures behind the table, for programs. */
  readonly figures: Readonly<Record<string, unknown>>;
}

export function asText({ what, rows, ratio, bar, accounts }: Report): string {
  const cells = [{ what: '', ours: 'ours', limit: 'limit' }, ...rows];
  const width = Math.max(...cells.map((row) => row.what.length)) + 2;
  const table = cells.map(
    (row) => `  ${row.what.padEnd(width)}${row.ours.padStart(18)}${(row.limit ?? '').padStart(18)}`,
  );
  const verdict = `bar: ${bar.toFixed(2)}, ${ratio >= bar ? 'reached' : 'not reached'}`;
  return [what, ...table, ...accounts, verdict, `ratio: ${ratio.toFixed(2)} (ours / limit)`]
    .map((line) => `${line}\n`)
    .join('');
}

export function asJson({ bench, ratio, bar, isComplete, figures }: Report): string {
  return `${JSON.stringify({ bench, ratio, bar, isComplete, ...figures })}\n`;
}

export const rate = (perSecond: number): string => `${Math.round(perSecond).toLocaleString('en')} /s`;

export const latency = ({ p50Ms, p99Ms }: Latency): string => `${p50Ms.toFixed(1)} / ${p99Ms.toFixed(1)} ms`;

/** Progress goes to stderr, so that stdout holds the result alone. */
export const progress = (line: string): void => void process.stderr.write(`${line}\n`);
