// Judges an order that was asked for, before any card: its market, the money for it, the book, then every rule. Nothing is drawn here.
import type { Reply, Request } from '../../src/bot/command.js';
import { defaultQuote, isEnabled } from '../../src/markets/findMarket.js';
import type { Quote } from '../../src/markets/markets.js';
import { availableOf, type Balance } from '../../src/model/balance.js';
import { dividedBy, isAbove, isBelow, isPositive, isZero, times, ZERO, type Decimal } from '../../src/model/money.js';
import type { Rows } from '../../src/model/rows.js';
import type { Market } from '../../src/model/trading/market.js';
import type { Side } from '../../src/model/trading/order.js';
import { findBreach, type Breach, type OrderRule } from '../../src/model/trading/orderRules.js';
import { wouldMatch } from '../../src/model/trading/priceLimits.js';
import type { OrderWords } from '../../src/words/parseOrder.js';
import type { OrderSize } from '../../src/words/readSize.js';
import type { Core } from '../core.js';
import { deskOf } from './desk.js';
import { beyondOrderCeiling } from './orderCeiling.js';
import { settlePrice, shareOf, usableOf } from './orderPrice.js';

/** What is asked for, with the words about price settled. */
export interface Asked {
  readonly market: Market;
  readonly side: Side;
  readonly size: OrderSize;
  /** A number without a unit: it was taken for coins. */
  readonly isBare: boolean;
  /** Absent for a market order. */
  readonly limit: Decimal | undefined;
  readonly postOnly: boolean;
  /** Of the currency given. */
  readonly available: Decimal;
  /** The part of it that an order can take: less where a fee is charged beside what is given. */
  readonly usable: Decimal;
}

/** What the words come to: an amount in base, the price it is judged at, and the walk of the book for a market order. */
export interface Priced {
  readonly volume: Decimal;
  readonly price: Decimal;
  readonly total: Decimal;
  readonly quote?: Quote;
  /** The best price of the side it would trade with, where it is known. */
  readonly best?: Decimal;
}

/** A breach that is neither about the market being closed nor about money: those are faults of their own. */
type RuleBreach = Breach & { readonly rule: Exclude<OrderRule, 'closed' | 'funds' | 'noFunds'> };

export type OrderFault =
  | { readonly kind: 'closed' | 'notRand' }
  /** More of the currency given is needed than there is; `best` is the price that the smallest order would be paid at. */
  | { readonly kind: 'short'; readonly asked: Asked; readonly needed: Decimal; readonly best: Decimal | undefined }
  | { readonly kind: 'breach'; readonly asked: Asked; readonly priced: Priced; readonly breach: RuleBreach }
  | { readonly kind: 'thin'; readonly asked: Asked; readonly quote: Quote }
  | { readonly kind: 'wouldMatch'; readonly asked: Asked; readonly priced: Priced }
  | { readonly kind: 'ceiling'; readonly reply: Reply };

export type Judged = { readonly kind: 'drawable'; readonly asked: Asked; readonly priced: Priced } | { readonly kind: 'refused'; readonly fault: OrderFault };

const refused = (fault: OrderFault): Judged => ({ kind: 'refused', fault });

/** A closed market is said first, then what cannot be paid: of neither the book needs to know. @throws as the market reads; UserError('market.noBook') */
export async function judgeOrder(core: Core, request: Request, side: Side, market: Market, words: OrderWords, balances: Rows<Balance>): Promise<Judged> {
  if (!isEnabled(market)) return refused({ kind: 'closed' });
  if (words.size.kind === 'rand' && market.quote !== defaultQuote) return refused({ kind: 'notRand' });
  const limit = words.price === undefined ? undefined : await settlePrice(core, market, side, words.price);
  const available = availableOf(balances, side === 'buy' ? market.quote : market.base);
  const usable = usableOf(deskOf(core, request.user).feeRates(market.id, side), available);
  const asked: Asked = { market, side, size: words.size, isBare: words.isBare === true, limit, postOnly: words.postOnly === true, available, usable };
  const early = limit === undefined ? await beforeTheBook(core, asked) : undefined;
  if (early !== undefined) return refused(early);
  const priced = await price(core, asked);
  const fault = faultOf(asked, priced);
  if (fault !== undefined) return refused(fault);
  const ceiling = await beyondOrderCeiling(core, request, market, side, priced);
  return ceiling === undefined ? { kind: 'drawable', asked, priced } : refused({ kind: 'ceiling', reply: ceiling });
}

/** What stands against a market order whatever the book holds: its amount, and money that even the best price would not be paid with. */
async function beforeTheBook(core: Core, asked: Asked): Promise<OrderFault | undefined> {
  const { market, side, size, usable } = asked;
  const { volume, spend } = sizeOf(asked);
  if (spend === undefined && !isPositive(volume)) return undefined;
  if (spend === undefined) {
    const breach = findBreach(market, { side, type: 'market', volume, price: ZERO, total: ZERO, available: usable });
    if (isOfRules(breach)) return { kind: 'breach', asked, priced: { volume, price: ZERO, total: ZERO }, breach };
    if (side === 'sell') return breach === undefined ? undefined : { kind: 'short', asked, needed: volume, best: undefined };
  }
  if (size.kind === 'share') return undefined;
  const best = side === 'buy' ? (await core.markets.best(market.id)).ask?.price : undefined;
  const needed = side === 'sell' ? ZERO : spend ?? (best === undefined ? ZERO : times(volume, best));
  return isAbove(needed, usable) ? { kind: 'short', asked, needed, best } : undefined;
}

const isOfRules = (breach: Breach | undefined): breach is RuleBreach => breach !== undefined && breach.rule !== 'closed' && breach.rule !== 'funds' && breach.rule !== 'noFunds';

/** The amount in base, or what is to be spent in the quote currency. */
function sizeOf({ market, side, size, usable }: Asked): { readonly volume: Decimal; readonly spend?: Decimal } {
  switch (size.kind) {
    case 'base': return { volume: size.volume };
    case 'rand': return { volume: ZERO, spend: size.spend };
    case 'share': {
      const share = shareOf(market, side, usable, size.percent);
      return side === 'buy' ? { volume: ZERO, spend: share } : { volume: share };
    }
  }
}

/** @throws UserError('market.noBook') for a market order on an empty book. */
async function price(core: Core, asked: Asked): Promise<Priced> {
  const { market, side, limit } = asked;
  const { volume, spend } = sizeOf(asked);
  if (limit === undefined) return priceAtMarket(core, market, side, spend, volume);
  const chosen = spend === undefined ? volume : isZero(limit) ? ZERO : dividedBy(spend, limit, market.amountPrecision);
  const book = core.markets.book(market.id);
  const best = book.state !== 'synced' ? undefined : side === 'buy' ? book.bestAsk : book.bestBid;
  return { volume: chosen, price: limit, total: times(chosen, limit), ...(best === undefined ? {} : { best: best.price }) };
}

async function priceAtMarket(core: Core, market: Market, side: Side, spend: Decimal | undefined, volume: Decimal): Promise<Priced> {
  if (spend === undefined ? isZero(volume) : isZero(spend)) return { volume: ZERO, price: ZERO, total: ZERO };
  const quote = await core.markets.quote(market.id, side, spend === undefined ? { volume } : { spend });
  // A book too thin for the whole size keeps the size asked for, so that the refusal can name both.
  const wanted = spend === undefined ? volume : quote.volume;
  const { ask, bid } = await core.markets.best(market.id);
  const best = side === 'buy' ? ask : bid;
  return { volume: wanted, price: quote.averagePrice, total: quote.total, quote, ...(best === undefined ? {} : { best: best.price }) };
}

/** What stands against the order, the first thing first; undefined when it may be drawn. */
function faultOf(asked: Asked, priced: Priced): OrderFault | undefined {
  const { market, side, limit, usable } = asked;
  const type = limit === undefined ? 'market' : 'limit';
  const breach = findBreach(market, { side, type, volume: priced.volume, price: priced.price, total: priced.total, available: usable });
  // What a thin book would cost is not what was asked for, so nothing is said of money then.
  if (priced.quote?.complete === false && !isOfRules(breach)) return { kind: 'thin', asked, quote: priced.quote };
  if (isOfRules(breach)) return { kind: 'breach', asked, priced, breach };
  if (breach !== undefined) return { kind: 'short', asked, needed: side === 'buy' ? priced.total : priced.volume, best: priced.best };
  const matches = asked.postOnly && priced.best !== undefined && wouldMatch(side, priced.price, priced.best);
  return matches ? { kind: 'wouldMatch', asked, priced } : undefined;
}

/** True where less is asked for than any order may have. */
export const isTooLittle = (fault: OrderFault): boolean => fault.kind === 'breach' && fault.breach.rule === 'minAmount';

/** True where nobody can have meant it: less than any order may have, or a price out of all bounds. */
export const isUnlikely = (fault: OrderFault): boolean => isTooLittle(fault) || (fault.kind === 'breach' && (fault.breach.rule === 'minPrice' || fault.breach.rule === 'maxPrice'));

/** True where not even the smallest order can be paid; false also where no price tells. */
export function isBelowSmallest({ market, side, usable, limit }: Asked, best: Decimal | undefined): boolean {
  if (side === 'sell') return isBelow(usable, market.minAmount);
  const at = limit ?? best;
  return at !== undefined && isBelow(usable, times(market.minAmount, at));
}
