// Practice accounts, orders and books for the tests of practice/.
import type { DraftOf } from '../../src/actions/draft.js';
import type { Level } from '../../src/model/trading/market.js';
import { decimal, times, type Decimal } from '../../src/model/money.js';
import type { Side } from '../../src/model/trading/order.js';
import { defaultPracticeFees, type PracticeAccount, type PracticeFees, type PracticeOrder } from '../../src/model/practice.js';
import { beginPractice } from '../../src/practice/practiceAccount.js';
import { placeOrder } from '../../src/practice/placeOrder.js';
import type { ReadLevels } from '../../src/practice/restingFills.js';

export const start = Date.UTC(2025, 10, 21, 10, 0, 0);
export const d = (text: string): Decimal => decimal(text);
export const level = (price: string, amount: string): Level => ({ price: d(price), amount: d(amount) });

export type PracticeOrderRequest = DraftOf<'practiceOrder'>['request'];

export interface Wanted {
  readonly side?: Side;
  readonly volume?: string;
  /** Absent for a market order. */
  readonly price?: string;
  readonly postOnly?: true;
  readonly fees?: PracticeFees;
  /** What the card says it comes to, in rand; by default what the volume is worth at its price, or at 100. */
  readonly total?: string;
}

/** Of BTC against rand. */
export function wanted({ side = 'buy', volume = '1', price, postOnly, fees = defaultPracticeFees, total }: Wanted = {}): PracticeOrderRequest {
  return {
    kind: 'practiceOrder', fees,
    order: { market: 'btczar', side, type: price === undefined ? 'market' : 'limit', volume: d(volume), customOrderId: 'own', ...(price === undefined ? {} : { price: d(price) }), ...(postOnly === undefined ? {} : { postOnly }) },
    estimate: {
      base: 'btc', quote: 'zar', amountPrecision: 8, pricePrecision: 2, total: total === undefined ? times(d(volume), d(price ?? '100')) : d(total), averagePrice: d(price ?? '100'),
      leftAfter: d('0'), leftCurrency: side === 'buy' ? 'zar' : 'btc', quotedAt: start, ...(price === undefined ? { bestPrice: d('100') } : {}),
    },
  };
}

/** R100 000, and BTC where the test sells. */
export function begun(btc = '0'): PracticeAccount {
  const account = beginPractice(true, start);
  return btc === '0' ? account : { ...account, funds: { ...account.funds, btc: { currency: 'btc', available: d(btc), locked: d('0') } } };
}

/** @throws Error when it is not placed */
export function placed(account: PracticeAccount, want: Wanted, levels: readonly Level[] = [], now = start): { readonly account: PracticeAccount; readonly placed: PracticeOrder } {
  const placement = placeOrder(account, wanted(want), levels, now);
  if (placement.kind !== 'placed') throw new Error(JSON.stringify(placement));
  return placement;
}

export interface Book {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

export const reads = (book: () => Book | undefined): ReadLevels => (_market, side, count) => (side === 'bid' ? book()?.bids : book()?.asks)?.slice(0, count);

/** "zar 99900 100" by currency: available and locked. */
export const fundsOf = ({ funds }: PracticeAccount): readonly string[] => Object.values(funds).map((one) => `${one.currency} ${one.available} ${one.locked}`);
