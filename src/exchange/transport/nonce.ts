// The time stamp a request is signed with: the exchange's time in ms, rising per key.

/** A last nonce further ahead than this comes from a clock that was wrong; rising from it would keep every request refused. */
const leadLimitMs = 2_000;

/** Gives nonces for one key. `exchangeNow` is the exchange's clock as far as known, ms since 1970. */
export class Nonce {
  #last = 0;

  constructor(private readonly exchangeNow: () => number) {}

  /**
   * The exchange accepts only nonces within 5 s of its clock and remembers none (PROTOCOL.md section 4), so right time goes before
   * rising: after a correction of the clock the nonce may step back.
   */
  next(): number {
    const wanted = Math.floor(this.exchangeNow());
    this.#last = this.#last - wanted > leadLimitMs ? wanted : Math.max(wanted, this.#last + 1);
    return this.#last;
  }
}
