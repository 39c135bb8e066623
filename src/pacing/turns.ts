// Lets so many run at once and the others wait in line.

/** At most `limit` holders at a time; the line is as long as there are users. */
export class Slots {
  private free: number;
  private readonly line: (() => void)[] = [];

  constructor(limit: number) {
    this.free = limit;
  }

  /** Resolves with the function that gives the slot back (once; further calls do nothing). */
  async take(): Promise<() => void> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => { this.line.push(resolve); });
    let held = true;
    return () => {
      if (held) this.giveBack();
      held = false;
    };
  }

  private giveBack(): void {
    const next = this.line.shift();
    if (next === undefined) this.free += 1;
    else next();
  }
}
