export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** @param sorted ascending */
export const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** @param sorted milliseconds, ascending */
export const latencyOf = (sorted: Float64Array): Latency => ({
  p50Ms: percentile(sorted, 0.5),
  p99Ms: percentile(sorted, 0.99),
});
