// When an outage touched the account or its chat: what waits for it to pass may be told later than what nothing held up.
import type { Clock } from '../../../src/model/clock.js';

/** What counts as one, as the tally names it: begun, over, or a single call or frame that it took. Faults of writes are none: nothing read or told waits for them. */
const outages: ReadonlySet<string> = new Set([
  'kills', 'powerLosses', 'stops', 'stopsDone', 'startsRefused', 'starts', 'streamCuts', 'streamConnects', 'framesLost', 'readsFailed', 'writesRefusedByNetwork',
  'exchangeOutages', 'telegramOutages', 'diskFull', 'diskFailing', 'outageEnds', 'chat.blocked', 'chat.retryAfter', 'chat.deliveredThenTimeOut', 'chat.notDelivered',
]);

export class Outages {
  readonly #at: number[] = [];

  constructor(private readonly clock: Clock) {}

  /** Hears of all that is counted. */
  hear(what: string): void {
    if (outages.has(what)) this.#at.push(this.clock.now());
  }

  /** True when one struck, began or ended within these moments, ms since 1970; one that lasts through all of them lets nothing be told. */
  touched(from: number, until: number): boolean {
    return this.#at.some((at) => at >= from && at <= until);
  }
}
