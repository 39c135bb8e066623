// Counts what was injected, so that a run can say how much of each fault it has seen.

export class Tally {
  readonly counts = new Map<string, number>();

  /** @param hears of all that is counted, as it is */
  constructor(private readonly hears: (what: string) => void = () => undefined) {}

  count(what: string, times = 1): void {
    this.hears(what);
    this.counts.set(what, (this.counts.get(what) ?? 0) + times);
  }

  of(what: string): number {
    return this.counts.get(what) ?? 0;
  }

  add(other: Tally): void {
    for (const [what, times] of other.counts) this.count(what, times);
  }
}
