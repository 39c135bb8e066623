// Faults on demand: what happens to the next requests that match.

export type FaultKind = 'refuse' | 'delay' | 'dropAnswerAfterAccept' | 'dropBefore' | 'http';

export interface FaultMatch {
  method?: string;
  /** A prefix or pattern of the path below the REST base ('/market/orders'), or '/stream/private' for a stream's upgrade. */
  path?: string | RegExp;
}

export interface Fault {
  match: FaultMatch;
  /**
   * refuse: the connection is reset unread by the exchange. dropBefore: closed with no answer, nothing done.
   * dropAnswerAfterAccept: done, then closed with no answer. delay: done at once, the answer comes delayMs later.
   * http: nothing done; answers with status, headers and body.
   */
  kind: FaultKind;
  status?: number;
  body?: string;
  contentType?: string;
  headers?: Record<string, string>;
  delayMs?: number;
  /** How many requests it strikes; without it, all. */
  times?: number;
}

const MAX_FAULTS = 100;

/** The faults that are set; the oldest that matches a request strikes it. */
export class Faults {
  #faults: { id: number; fault: Fault; left: number }[] = [];
  #nextId = 1;

  /** Sets a fault and gives its id; throws when there are more than 100. */
  set(fault: Fault): number {
    if (this.#faults.length >= MAX_FAULTS) throw new Error(`more than ${MAX_FAULTS} faults`);
    const id = this.#nextId++;
    this.#faults.push({ id, fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    return id;
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault that strikes this request, counted off; null when none does. */
  strike(method: string, path: string): Fault | null {
    const found = this.#faults.find(({ fault }) => matches(fault.match, method, path));
    if (found === undefined) return null;
    found.left -= 1;
    if (found.left <= 0) this.#faults = this.#faults.filter(({ id }) => id !== found.id);
    return found.fault;
  }
}

function matches(match: FaultMatch, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match.path === undefined) return true;
  return typeof match.path === 'string' ? path.startsWith(match.path) : match.path.test(path);
}
