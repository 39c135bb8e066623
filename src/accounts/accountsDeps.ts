// What accounts/ is given by program.ts: storage, the seal, the exchange, and what it must know of markets and currencies.
import type { Exchange } from '../exchange/exchange.js';
import type { Clock, Random } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { CurrencyCode } from '../model/trading/market.js';
import type { KeySeal } from '../security/sealKeys.js';
import type { Store } from '../storage/store.js';
import type { DescribeMarket } from './reconciling/reconcileTypes.js';

export interface AccountsDeps {
  readonly store: Store;
  readonly seal: Pick<KeySeal, 'seal' | 'open' | 'signer'>;
  readonly exchange: Pick<Exchange, 'accountClient' | 'openPrivateStream' | 'clockOffsetMs'>;
  readonly describeMarket: DescribeMarket;
  /** Confirmations that credit a deposit, where the exchange says. */
  readonly neededConfirmations: (currency: CurrencyCode) => number | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** ms between two reads of the deposits, jittered by +-20 %. */
  readonly depositPollMs: number;
}

/** The exchange's time, ms since 1970, as well as it is known. */
export const exchangeNow = (deps: Pick<AccountsDeps, 'clock' | 'exchange'>): number => deps.clock.now() + (deps.exchange.clockOffsetMs() ?? 0);
