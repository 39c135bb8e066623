// The way from typed words to an order card, shared by /buy and /sell: parse, price, check every rule, draw. It cannot send.
import type { Reply, Request } from '../../src/bot/command.js';
import { availableOf, type Balance } from '../../src/model/balance.js';
import type { OrderEstimate, OrderRequest } from '../../src/model/draft.js';
import type { Market } from '../../src/model/trading/market.js';
import { dividedBy, isZero, minus, times, ZERO, type Decimal } from '../../src/model/money.js';
import type { Rows } from '../../src/model/rows.js';
import type { Side } from '../../src/model/trading/order.js';
import { defaultSlippageCeiling, expectedTotal, wouldMatch } from '../../src/model/trading/priceLimits.js';
import { findBreach } from '../../src/model/trading/orderRules.js';
import type { UserRecord } from '../../src/model/user.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { speak, type Say } from '../../src/text/index.js';
import { parseOrder, type OrderWords } from '../../src/text/reading/parseOrder.js';
import type { OrderSize } from '../../src/text/reading/readSize.js';
import { outside } from '../../src/text/outside.js';
import { defaultQuote } from '../../src/markets/findMarket.js';
import type { Quote } from '../../src/markets/markets.js';
import type { CapeCommand, Core } from '../core.js';
import { deskOf } from './desk.js';
import { readLivePrice } from './livePrice.js';
import { misused } from '../answers/misused.js';
import { beyondOrderCeiling } from './orderCeiling.js';
import { settlePrice, shareOf } from './orderPrice.js';
import { askReadings, explainBreach, explainNotRand, explainThin, explainWouldMatch } from './orderRefusal.js';
import { nameCoins } from '../answers/unknownCoin.js';

/** Longest part of the typed words that is repeated. */
const typedShown = 60;

/** What is asked for, with the words about price settled. */
interface Asked {
  readonly market: Market;
  readonly side: Side;
  readonly size: OrderSize;
  /** Absent for a market order. */
  readonly limit: Decimal | undefined;
  readonly postOnly: boolean;
  /** Of the currency given. */
  readonly available: Decimal;
}

/** What the words come to: an amount in base, the price it is judged at, and the walk of the book for a market order. */
interface Priced {
  readonly volume: Decimal;
  readonly price: Decimal;
  readonly total: Decimal;
  readonly quote?: Quote;
  /** The best price of the side it would trade with, where it is known. */
  readonly best?: Decimal;
}

/** Answers /buy and /sell: a card to confirm, or what is wrong and the nearest thing that would work. @throws as the exchange's reads */
export async function prepareOrder(side: Side, command: CapeCommand, request: Request, core: Core): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const parsed = parseOrder(request.rest);
  if (parsed.kind === 'wrong' && parsed.why === 'noAmount' && !/\d/.test(request.rest)) return unknownMarket(request.rest, command, request, core);
  if (parsed.kind === 'wrong') return misused(say(`number.${parsed.why}`, { typed: outside(parsed.typed, typedShown) }), command, request, core);
  if (parsed.kind === 'ask') return askReadings(say, command.name, parsed);
  const market = await core.markets.find(parsed.words.coin);
  if (market === undefined) return unknownMarket(parsed.words.coin, command, request, core);
  return drawOrder(side, command.name, request, core, market, parsed.words);
}

/** As prepareOrder, for an order whose words are read and whose market is known. */
export async function drawOrder(side: Side, command: string, request: Request, core: Core, market: Market, words: OrderWords): Promise<Reply> {
  const say = speak(request.user.settings.language);
  if (words.size.kind === 'rand' && market.quote !== defaultQuote) return explainNotRand(say, market);
  const limit = words.price === undefined ? undefined : await settlePrice(core, market, side, words.price);
  const balances = await deskOf(core, request.user).reads.balances(request.user.id);
  const available = availableOf(balances, side === 'buy' ? market.quote : market.base);
  const asked: Asked = { market, side, size: words.size, limit, postOnly: words.postOnly === true, available };
  const priced = await price(core, request.user, asked);
  return refuse(core, say, command, asked, priced)
    ?? (await beyondOrderCeiling(core, request, market, side, priced))
    ?? drawCard(core, request, asked, priced, balances);
}

async function unknownMarket(coin: string, command: CapeCommand, request: Request, core: Core): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const coins = (await core.markets.list()).filter((one) => one.state === 'enabled').map((one) => one.base);
  const example = `/${command.examples(core, request.user)[0] ?? command.usage}`;
  return { text: say('market.unknown', { words: outside(coin, typedShown), coins: nameCoins(coins), example: outside(example) }) };
}

/** @throws UserError('market.noBook') for a market order on an empty book. */
async function price(core: Core, user: UserRecord, { market, side, size, limit, available }: Asked): Promise<Priced> {
  const share = size.kind === 'share' ? shareOf(user, market, side, available, size.percent) : undefined;
  const spend = size.kind === 'rand' ? size.spend : side === 'buy' ? share : undefined;
  const volume = size.kind === 'base' ? size.volume : share ?? ZERO;
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
function refuse(core: Core, say: Say, command: string, asked: Asked, priced: Priced): Reply | undefined {
  const { market, side, limit, available } = asked;
  const type = limit === undefined ? 'market' : 'limit';
  const breach = findBreach(market, { side, type, volume: priced.volume, price: priced.price, total: priced.total, available });
  const isAboutFunds = breach?.rule === 'funds' || breach?.rule === 'noFunds';
  // What a thin book would cost is not what was asked for, so nothing is said of money then.
  if (priced.quote?.complete === false && (breach === undefined || isAboutFunds)) return explainThin(say, market, asked.size, priced.quote);
  if (breach !== undefined) return explainBreach(say, command, { ...asked, ...priced }, breach);
  const matches = asked.postOnly && priced.best !== undefined && wouldMatch(side, priced.price, priced.best);
  return matches ? explainWouldMatch(say, command, { ...asked, ...priced }, core.markets.book(market.id)) : undefined;
}

async function drawCard(core: Core, request: Request, { market, side, limit, postOnly }: Asked, priced: Priced, balances: Rows<Balance>): Promise<Reply> {
  const order: OrderRequest = {
    market: market.id, side, type: limit === undefined ? 'market' : 'limit', volume: priced.volume,
    ...(limit === undefined ? {} : { price: limit, ...(postOnly ? { postOnly } : {}) }), customOrderId: core.actions.newOrderId(),
  };
  const action = deskOf(core, request.user).placing(order, estimate(core, request, market, order, priced, balances));
  const draft = await core.actions.draft(request.user.id, action);
  const say = speak(request.user.settings.language);
  return { ...draftCard(say, draft, { now: core.clock.now(), timeZone: request.user.settings.timeZone }), draftId: draft.id };
}

function estimate(core: Core, request: Request, market: Market, order: OrderRequest, priced: Priced, balances: Rows<Balance>): OrderEstimate {
  const { side } = order;
  const given = side === 'buy' ? market.quote : market.base;
  const rate = deskOf(core, request.user).takerRate(market.id, side);
  const atOnce = order.price === undefined ? undefined : readLivePrice(core.markets)(order, market.pricePrecision)?.atOnce;
  const crossing = atOnce === undefined ? {} : { atOnce };
  const received = side === 'buy' ? priced.volume : expectedTotal(order, { total: priced.total, ...crossing });
  return {
    base: market.base, quote: market.quote, amountPrecision: market.amountPrecision, pricePrecision: market.pricePrecision,
    total: priced.total, averagePrice: priced.price, ...crossing,
    ...(priced.quote === undefined ? {} : { worstPrice: priced.quote.worstPrice }),
    ...(rate === undefined ? {} : { fee: times(received, rate) }),
    leftAfter: minus(availableOf(balances, given), side === 'buy' ? priced.total : priced.volume), leftCurrency: given,
    quotedAt: priced.quote?.at ?? core.clock.now(),
    ...(priced.best === undefined ? {} : { bestPrice: priced.best }),
    ...(priced.quote === undefined ? {} : { slippageCeiling: request.user.settings.slippageCeiling ?? defaultSlippageCeiling }),
  };
}

