// The way from typed words to an order card, shared by /buy and /sell: parse, judge, draw. It cannot send.
import type { Reply, Request } from '../../src/bot/command.js';
import type { OrderEstimate, OrderRequest } from '../../src/model/draft.js';
import { minus } from '../../src/model/money.js';
import type { Market } from '../../src/model/trading/market.js';
import type { Side } from '../../src/model/trading/order.js';
import { expectedFee, givenWithFee } from '../../src/model/trading/orderFee.js';
import { defaultSlippageCeiling } from '../../src/model/trading/priceLimits.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { speak, type Say } from '../../src/text/index.js';
import { parseOrder, type OrderWords } from '../../src/words/parseOrder.js';
import { outside } from '../../src/text/outside.js';
import { isEnabled } from '../../src/markets/findMarket.js';
import { hasStop } from '../../src/words/leftover.js';
import { currencyPlaces } from '../answers/currencyPlaces.js';
import { misused } from '../answers/misused.js';
import type { CapeCommand, Core } from '../core.js';
import { deskOf } from './desk.js';
import { judgeOrder, type Asked, type Priced } from './judgeOrder.js';
import { readLivePrice } from './livePrice.js';
import { sayStopped, unknownMarket, unreadWords, withKnownCoins } from './unreadWords.js';
import { askReadings } from './orderReadings.js';
import { refuse, sayClosed } from './orderRefusal.js';

/** Longest part of the typed words that is repeated. */
const typedShown = 60;

/** Answers /buy and /sell: a card to confirm, or what is wrong and the nearest thing that would work. @throws as the exchange's reads */
export async function prepareOrder(side: Side, command: CapeCommand, request: Request, core: Core): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const equated = await unreadEquals(say, side, command, request, core);
  if (equated !== undefined) return equated;
  const parsed = parseOrder(request.rest, side);
  if (parsed.kind === 'wrong' && parsed.why === 'noAmount' && !/\d/.test(request.rest)) return await unreadWords(say, side, command, request, core, { coin: request.rest }) ?? unknownMarket(request.rest, command, request, core);
  if (parsed.kind === 'wrong' && parsed.why === 'digits' && hasStop(request.rest)) return sayStopped(say, request.rest);
  if (parsed.kind === 'wrong') return misused(say(`number.${parsed.why}`, { typed: outside(parsed.typed, typedShown) }), command, request, core);
  if (parsed.kind === 'ask' && hasStop(parsed.coin)) return sayStopped(say, parsed.coin);
  if (parsed.kind === 'ask') {
    // Two orders at once are each of their own market; any other question is of one, and a closed one is said before it is asked.
    const asked = parsed.why === 'two' ? undefined : await core.markets.find(parsed.coin);
    if (asked !== undefined && !isEnabled(asked)) return { text: sayClosed(say, asked) };
    const known = await withKnownCoins(core, parsed);
    if (known.choices.length === 0) return misused(say('number.twoSizes', { typed: outside(known.typed, typedShown) }), command, request, core);
    return askReadings(side, command, request, core, known);
  }
  const market = await core.markets.find(parsed.words.coin);
  if (market === undefined) return await unreadWords(say, side, command, request, core, parsed.words) ?? unknownMarket(parsed.words.coin, command, request, core);
  return drawOrder(side, command.name, request, core, market, parsed.words);
}

/** "0.01 btc = 830000": the sign is none of an order's, and what stands behind it can only be the price, which a tap names. */
async function unreadEquals(say: Say, side: Side, command: CapeCommand, request: Request, core: Core): Promise<Reply | undefined> {
  const [before = '', behind, ...more] = request.rest.split(/\s=(?=\s*\d)/);
  if (behind === undefined || more.length > 0) return undefined;
  const parsed = parseOrder(`${before} @ ${behind.trim()}`, side);
  return parsed.kind === 'order' ? unreadWords(say, side, command, request, core, { ...parsed.words, coin: `${parsed.words.coin} =` }) : undefined;
}

/** As prepareOrder, for an order whose words are read and whose market is known. */
export async function drawOrder(side: Side, command: string, request: Request, core: Core, market: Market, words: OrderWords): Promise<Reply> {
  const say = speak(request.user.settings.language);
  if (!isEnabled(market)) return { text: sayClosed(say, market) };
  const balances = await deskOf(core, request.user).reads.balances(request.user.id);
  const judged = await judgeOrder(core, request, side, market, words, balances);
  if (judged.kind === 'refused') return refuse({ core, request, command, balances }, say, market, judged.fault);
  return drawCard(core, request, judged.asked, judged.priced);
}

async function drawCard(core: Core, request: Request, asked: Asked, priced: Priced): Promise<Reply> {
  const { market, side, limit, postOnly } = asked;
  const order: OrderRequest = {
    market: market.id, side, type: limit === undefined ? 'market' : 'limit', volume: priced.volume,
    ...(limit === undefined ? {} : { price: limit, ...(postOnly ? { postOnly } : {}) }), customOrderId: core.actions.newOrderId(),
  };
  const [given, received] = side === 'buy' ? [market.quote, market.base] : [market.base, market.quote];
  const placesOf = await currencyPlaces(core);
  const [leftPlaces, receivedPlaces] = [placesOf(given), placesOf(received)];
  const action = deskOf(core, request.user).placing(order, {
    ...estimate(core, request, order, asked, priced), ...(leftPlaces === undefined ? {} : { leftPlaces }), ...(receivedPlaces === undefined ? {} : { receivedPlaces }),
  });
  const draft = await core.actions.draft(request.user.id, action);
  const say = speak(request.user.settings.language);
  return { ...draftCard(say, draft, { now: core.clock.now(), timeZone: request.user.settings.timeZone }), draftId: draft.id };
}

function estimate(core: Core, request: Request, order: OrderRequest, { market, side, available }: Asked, priced: Priced): OrderEstimate {
  const live = order.price === undefined ? undefined : readLivePrice(core.markets)(order, market.pricePrecision);
  const figures = { total: priced.total, ...(live?.atOnce === undefined ? {} : { atOnce: live.atOnce }) };
  const fee = expectedFee(order, figures, live?.taking, deskOf(core, request.user).feeRates(market.id, side));
  return {
    base: market.base, quote: market.quote, amountPrecision: market.amountPrecision, pricePrecision: market.pricePrecision,
    ...figures, averagePrice: priced.price, ...fee,
    ...(priced.quote === undefined ? {} : { worstPrice: priced.quote.worstPrice }),
    leftAfter: minus(available, givenWithFee(order, { ...figures, ...fee })), leftCurrency: side === 'buy' ? market.quote : market.base,
    quotedAt: priced.quote?.at ?? core.clock.now(),
    ...(priced.best === undefined ? {} : { bestPrice: priced.best }),
    ...(priced.quote === undefined ? {} : { slippageCeiling: request.user.settings.slippageCeiling ?? defaultSlippageCeiling }),
  };
}
