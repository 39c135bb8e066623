// One measured figure and how a set of measurements becomes one.

export interface Figure {
  readonly name: string;
  readonly value: string;
  /** The same against a floor measured in the same run. */
  readonly floor: string;
}

/** The middle of the sorted values; 0 for none. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value below which `percent` of the values lie; 0 for none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
