// Trouble on purpose: what goes wrong, for which methods, how many times.

/** `methods` are Bot API method names in any case; absent means every method but getUpdates. `times` defaults to 1. */
export type Fault = { methods?: readonly string[]; times?: number } & (
  | { kind: 'reset' }
  | { kind: 'serverError'; status?: number }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'tooMany'; retryAfterSeconds: number }
  | { kind: 'deliverThenDrop' }
  | { kind: 'duplicateUpdates' }
);

interface Planned { fault: Fault; left: number }

export class Faults {
  private planned: Planned[] = [];

  /** Plans a fault after those already planned. */
  add(fault: Fault): void {
    this.planned.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.planned = [];
  }

  /** The fault to apply to this call, counted as used, or undefined. */
  take(method: string): Fault | undefined {
    const found = this.planned.find(({ fault }) => concerns(fault, method));
    if (found === undefined) return undefined;
    found.left--;
    this.planned = this.planned.filter(({ left }) => left > 0);
    return found.fault;
  }
}

function concerns(fault: Fault, method: string): boolean {
  if (fault.methods === undefined) return method !== 'getupdates';
  return fault.methods.some((name) => name.toLowerCase() === method);
}
