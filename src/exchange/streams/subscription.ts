// Which streams a connection should have and which it was seen to have: compares what was asked with what was acknowledged.

/** How streams are asked for: by frame once connected, or in the address (API.txt, Websocket). */
export type Way = 'frame' | 'query';

/** Connections lost in a row right after asking by frame, before the address is tried: the frame itself may be what offends. */
const earlyLossesLimit = 2;

/**
 * Begins with frames: a busy stream asked for in the address may never open (PROTOCOL.md section 2, traps). Where streams stay
 * unacknowledged the documented address is tried once, and kept if it gives more.
 */
export class Subscription {
  #way: Way = 'frame';
  #wanted: readonly string[] = [];
  readonly #confirmed = new Set<string>();
  #acked = false;
  #flowing = false;
  #timeIsUp = false;
  /** The way has just been changed: the next connection must use it. */
  #switching = false;
  #open = false;
  #earlyLosses = 0;
  /** What stayed missing when the other way was tried, so that it is tried once only. */
  #triedFor: readonly string[] | undefined;

  get way(): Way {
    return this.#way;
  }

  get wanted(): readonly string[] {
    return this.#wanted;
  }

  want(streams: readonly string[]): void {
    this.#wanted = [...new Set(streams)];
    for (const stream of this.#confirmed) if (!this.#wanted.includes(stream)) this.#confirmed.delete(stream);
    this.#timeIsUp = false;
  }

  /** A new connection knows nothing of the last one. */
  opened(): void {
    this.#open = true;
    this.#confirmed.clear();
    this.#acked = false;
    this.#flowing = false;
    this.#timeIsUp = false;
  }

  /**
   * An acknowledgement lists all streams of the connection; some versions list only the new ones, so they add up. One without any
   * is the greeting of a bare connection and answers nothing that we asked (PROTOCOL.md section 2, traps).
   */
  acknowledged(streams: readonly string[]): void {
    if (streams.length === 0) return;
    this.#acked = true;
    for (const stream of streams) if (this.#wanted.includes(stream)) this.#confirmed.add(stream);
  }

  /** Data is as good as an acknowledgement. */
  dataFrom(streams: readonly string[]): void {
    for (const stream of streams) if (this.#wanted.includes(stream)) this.#confirmed.add(stream);
    if (streams.length > 0) this.#flowing = true;
  }

  /** Wanted and not confirmed. An exchange that never acknowledges, asked the documented way, is believed once data flows. */
  missing(): readonly string[] {
    if (this.#way === 'query' && this.#timeIsUp && !this.#acked && this.#flowing) return [];
    return this.#wanted.filter((stream) => !this.#confirmed.has(stream));
  }

  /** The time for acknowledgements is over: true when the connection should be made again, the other way. */
  timeIsUp(): boolean {
    this.#timeIsUp = true;
    const missing = this.missing();
    if (missing.length === 0 || this.#way === 'query' || sameNames(missing, this.#triedFor)) return false;
    this.#triedFor = missing;
    this.#way = 'query';
    this.#switching = true;
    return true;
  }

  /** The connection is gone: the documented address is kept only where it gave more than frames did. */
  closed(): void {
    const lostEarly = this.#open && !this.#timeIsUp && this.#confirmed.size === 0 && this.#wanted.length > 0;
    this.#open = false;
    this.#earlyLosses = lostEarly ? this.#earlyLosses + 1 : 0;
    if (this.#switching) {
      this.#switching = false;
      return;
    }
    if (this.#way === 'frame' && this.#earlyLosses >= earlyLossesLimit) {
      this.#earlyLosses = 0;
      this.#triedFor = this.#wanted;
      this.#way = 'query';
      return;
    }
    if (this.#way === 'frame' && this.#timeIsUp && this.missing().length === 0) this.#triedFor = undefined;
    const gaveMore = this.#way === 'query' && (this.#acked || this.#flowing) && this.missing().length < (this.#triedFor?.length ?? 0);
    if (!gaveMore) this.#way = 'frame';
  }
}

const sameNames = (a: readonly string[], b: readonly string[] | undefined): boolean =>
  b !== undefined && a.length === b.length && a.every((name) => b.includes(name));
