import type { Latency } from './figures.ts';

export interface Row {
  readonly what: string;
  readonly ours: string;
  /** What stands beside ours: the limit's figure, or that of the quiet case. */
  readonly beside?: string;
}

export interface Bar {
  readonly says: string;
  readonly isReached: boolean;
}

/** What a bench found. Rates are per second. */
export interface Report {
  readonly bench: string;
  readonly what: string;
  /** Heads of the two columns. */
  readonly columns: readonly [ours: string, beside: string];
  readonly rows: readonly Row[];
  readonly ratio: number;
  readonly bar?: Bar;
  /** What the accounts say, and whether every row is where it should be. */
  readonly accounts: readonly string[];
  readonly isComplete: boolean;
  /** The figures behind the table, for programs. */
  readonly figures: Readonly<Record<string, unknown>>;
}

export function asText({ what, columns, rows, ratio, bar, accounts }: Report): string {
  const [ours, beside] = columns;
  const cells = [{ what: '', ours, beside }, ...rows];
  const width = Math.max(...cells.map((row) => row.what.length)) + 2;
  const table = cells.map(
    (row) => `  ${row.what.padEnd(width)}${row.ours.padStart(18)}${(row.beside ?? '').padStart(18)}`,
  );
  const verdict = bar ? [`bar: ${bar.says}, ${bar.isReached ? 'reached' : 'not reached'}`] : [];
  return [what, ...table, ...accounts, ...verdict, `ratio: ${ratio.toFixed(2)} (${ours} / ${beside})`]
    .map((line) => `${line}\n`)
    .join('');
}

export function asJson({ bench, ratio, bar, isComplete, figures }: Report): string {
  return `${JSON.stringify({ bench, ratio, bar, isComplete, ...figures })}\n`;
}

/** The bar of a ratio. */
export const atLeast = (bar: number, ratio: number): Bar => ({
  says: `at least ${bar.toFixed(2)}`,
  isReached: ratio >= bar,
});

export const rate = (perSecond: number): string => `${Math.round(perSecond).toLocaleString('en')} /s`;

export const milliseconds = (ms: number): string => `${Math.round(ms).toLocaleString('en')} ms`;

export const latency = ({ p50Ms, p99Ms }: Latency): string => `${p50Ms.toFixed(1)} / ${p99Ms.toFixed(1)} ms`;

/** Progress goes to stderr, so that stdout holds the result alone. */
export const progress = (line: string): void => void process.stderr.write(`${line}\n`);
