// Works out in the background, once, what an account's coins cost: reads its whole history and puts the basis into the record.
import type { ExchangeClient } from '../../exchange/client.js';
import type { Clock, Random } from '../../model/clock.js';
import { basisSteps } from '../../model/trading/costBasis.js';
import { inTurns } from '../../pacing/inTurns.js';
import type { Log } from '../../model/log.js';
import { withoutSelfTrades } from '../../model/trading/selfTrade.js';
import type { UserRecord } from '../../model/user.js';
import { keepsSalesOf } from '../reconciling/costNews.js';
import { readLongHistory } from '../reading/longHistory.js';
import { tradesOverlapMs, type AccountEvent, type DescribeMarket } from '../reconciling/reconcileTypes.js';
import type { Turns } from '../../pacing/turns.js';
import { Timers } from '../../pacing/timers.js';

/** Histories read at once, so that those who wait for news of their orders are not behind them. */
export const costReadingsLimit = 4;
/** The reading begins this long after the first catch-up, ms, more or less by half. */
export const costReadingAfterMs = 5_000;
/** Two readings of one account are at least this far apart, ms. */
export const costReadingEveryMs = 600_000;
/** A reading that takes longer than this is given up, ms: what was traded meanwhile could be missing. */
export const costReadingMs = 240_000;

export interface CostReadingDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly turns: Turns;
  readonly client: ExchangeClient;
  readonly describe: DescribeMarket;
  readonly record: () => UserRecord | undefined;
  /** The exchange's time, ms since 1970. */
  readonly now: () => number;
  /** Takes the event in durably. @throws what Store.update throws */
  readonly apply: (event: AccountEvent) => Promise<unknown>;
}

export class CostReading {
  private readonly timers: Timers;
  private readonly stopping = new AbortController();
  private reading: Promise<void> | undefined;
  private waiting = false;
  private begunAt = -Infinity;
  /** The history is longer than can be read: it is not tried again. */
  private givenUp = false;

  constructor(private readonly deps: CostReadingDeps) {
    this.timers = new Timers(deps.clock);
  }

  /** All trades up to now have been taken in: a basis that is missing is worked out soon. */
  notice(): void {
    if (!this.isMissing() || this.givenUp || this.waiting || this.timers.has('read')) return;
    const { clock, random } = this.deps;
    const restMs = this.begunAt + costReadingEveryMs - clock.monotonic();
    this.timers.set('read', Math.max(costReadingAfterMs * (0.5 + random()), restMs), () => { void this.begin(); });
  }

  /** Ends for good; resolves when no reading is under way any more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.timers.stop();
    await this.reading;
  }

  private isMissing(): boolean {
    const account = this.deps.record()?.account;
    return account !== undefined && account.costs === undefined && account.tradesReadTo > 0;
  }

  private async begin(): Promise<void> {
    this.waiting = true;
    await this.deps.turns.run(() => {
      this.begunAt = this.deps.clock.monotonic();
      this.reading = this.read().catch((error: unknown) => this.failed(error));
      return this.reading;
    });
    this.waiting = false;
  }

  private async read(): Promise<void> {
    const { client, clock, describe, now, log } = this.deps;
    const readFrom = now();
    const { signal } = this.stopping;
    const isOver = (): boolean => signal.aborted || clock.monotonic() - this.begunAt > costReadingMs;
    const record = this.deps.record();
    if (isOver() || record === undefined || !this.isMissing()) return;
    const history = await readLongHistory(client, 'trades', { since: 0, isOutOfTime: isOver, onPage: () => undefined, signal });
    if (isOver()) return;
    if (!history.complete) {
      this.givenUp = true;
      log.info('account.costsTooLong', { rows: history.rows.length });
      return;
    }
    const costs = await inTurns(basisSteps(withoutSelfTrades(history.rows, new Set(record.account.selfTrades)), readFrom - tradesOverlapMs, describe, keepsSalesOf(record)));
    if (costs !== undefined && !signal.aborted) await this.deps.apply({ type: 'costs', costs, readFrom });
  }

  private failed(error: unknown): void {
    if (!this.stopping.signal.aborted) this.deps.log.info('account.costsNotRead', { error: error instanceof Error ? error.message : 'unknown' });
  }
}
