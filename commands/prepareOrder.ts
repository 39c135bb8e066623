// The way from typed words to an order card, shared by /buy and /sell: parse, price, check every rule, draw. It cannot send.
import type { Reply, Request } from '../src/bot/command.js';
import type { Balance } from '../src/model/balance.js';
import type { OrderEstimate, OrderRequest } from '../src/model/draft.js';
import type { Market } from '../src/model/market.js';
import { decimal, dividedBy, isZero, minus, round, times, ZERO, type Decimal } from '../src/model/money.js';
import type { Side } from '../src/model/order.js';
import { defaultSlippageCeiling } from '../src/model/priceLimits.js';
import { findBreach } from '../src/model/orderRules.js';
import { draftCard } from '../src/text/draftCard.js';
import { speak } from '../src/text/index.js';
import { parseOrder, type OrderWords } from '../src/text/parseOrder.js';
import type { Quote } from '../src/markets/markets.js';
import type { CapeCommand, Core } from './core.js';
import { misused } from './misused.js';
import { beyondOrderCeiling } from './orderCeiling.js';
import { askReadings, explainBreach, explainThin } from './orderRefusal.js';

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
  if (request.rest === '') return misused(undefined, command, request, core);
  const parsed = parseOrder(request.rest);
  if (parsed.kind === 'wrong') return misused(say(`number.${parsed.why}`, { typed: parsed.typed }), command, request, core);
  if (parsed.kind === 'ask') return askReadings(say, command.name, parsed);
  const market = await core.markets.find(parsed.words.coin);
  if (market === undefined) return unknownMarket(parsed.words.coin, command, request, core);
  const balances = await core.accounts.balances(request.user.id);
  const available = availableOf(balances, side === 'buy' ? market.quote : market.base);
  const priced = await price(core, market, side, parsed.words, available);
  return refuse(say, command, market, side, parsed.words, priced, available) ?? (await beyondOrderCeiling(core, request, market, side, priced)) ?? drawCard(core, request, market, side, priced, parsed.words.price, balances);
}

async function unknownMarket(coin: string, command: CapeCommand, request: Request, core: Core): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const coins = (await core.markets.list()).filter((one) => one.state === 'enabled').map((one) => one.base.toUpperCase()).join(', ');
  const example = `/${command.examples(core, request.user)[0] ?? command.usage}`;
  return { text: say('market.unknown', { words: coin, coins, example }) };
}

function availableOf(balances: readonly Balance[], currency: string): Decimal {
  return balances.find((one) => one.currency === currency)?.available ?? ZERO;
}

/** @throws UserError('market.noBook') for a market order on an empty book. */
async function price(core: Core, market: Market, side: Side, words: OrderWords, available: Decimal): Promise<Priced> {
  const { size } = words;
  const share = size.kind === 'share' ? dividedBy(times(available, decimal(String(size.percent))), decimal('100'), 16) : undefined;
  const spend = size.kind === 'rand' ? size.spend : side === 'buy' ? share : undefined;
  const volume = size.kind === 'base' ? size.volume : share === undefined ? ZERO : round(share, market.amountPrecision, 'down');
  if (words.price === undefined) return priceAtMarket(core, market, side, spend, volume);
  const chosen = spend === undefined ? volume : isZero(words.price) ? ZERO : dividedBy(spend, words.price, market.amountPrecision);
  const book = core.markets.book(market.id);
  const best = book.state !== 'synced' ? undefined : side === 'buy' ? book.bestAsk : book.bestBid;
  return { volume: chosen, price: words.price, total: times(chosen, words.price), ...(best === undefined ? {} : { best: best.price }) };
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

function refuse(say: ReturnType<typeof speak>, command: CapeCommand, market: Market, side: Side, words: OrderWords, priced: Priced, available: Decimal): Reply | undefined {
  const type = words.price === undefined ? 'market' : 'limit';
  const breach = findBreach(market, { side, type, volume: priced.volume, price: priced.price, total: priced.total, available });
  if (breach !== undefined) return explainBreach(say, command.name, market, { side, words, ...priced, available }, breach);
  return priced.quote?.complete === false ? explainThin(say, market, words, priced.quote) : undefined;
}

async function drawCard(core: Core, request: Request, market: Market, side: Side, priced: Priced, limit: Decimal | undefined, balances: readonly Balance[]): Promise<Reply> {
  const order: OrderRequest = {
    market: market.id, side, type: limit === undefined ? 'market' : 'limit', volume: priced.volume,
    ...(limit === undefined ? {} : { price: limit }), customOrderId: core.actions.newOrderId(),
  };
  const draft = await core.actions.draft(request.user.id, { kind: 'placeOrder', order, estimate: estimate(core, request, market, side, priced, balances) });
  const say = speak(request.user.settings.language);
  return { ...draftCard(say, draft, { now: core.clock.now(), timeZone: request.user.settings.timeZone }), draftId: draft.id };
}

function estimate(core: Core, request: Request, market: Market, side: Side, priced: Priced, balances: readonly Balance[]): OrderEstimate {
  const given = side === 'buy' ? market.quote : market.base;
  const rate = request.user.account.feeRates[market.id];
  const received = side === 'buy' ? priced.volume : priced.total;
  return {
    base: market.base, quote: market.quote, amountPrecision: market.amountPrecision, pricePrecision: market.pricePrecision,
    total: priced.total, averagePrice: priced.price,
    ...(priced.quote === undefined ? {} : { worstPrice: priced.quote.worstPrice }),
    ...(rate === undefined ? {} : { fee: times(received, rate) }),
    leftAfter: minus(availableOf(balances, given), side === 'buy' ? priced.total : priced.volume), leftCurrency: given,
    quotedAt: priced.quote?.at ?? core.clock.now(),
    ...(priced.best === undefined ? {} : { bestPrice: priced.best }),
    ...(priced.quote === undefined ? {} : { slippageCeiling: request.user.settings.slippageCeiling ?? defaultSlippageCeiling }),
  };
}

