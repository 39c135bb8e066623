// Why an order was not drawn, in words, with the nearest thing that would work as a button.
import type { Reply } from '../../src/bot/command.js';
import type { Market } from '../../src/model/trading/market.js';
import { decimalPlaces, type Decimal } from '../../src/model/money.js';
import type { Side } from '../../src/model/trading/order.js';
import type { Breach } from '../../src/model/trading/orderRules.js';
import type { BookView, Quote } from '../../src/markets/markets.js';
import { showAmount, showCode, showMoney, showNumber, showRand } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { repeatWords } from '../../src/text/reading/orderWords.js';
import type { ParsedOrder } from '../../src/text/reading/parseOrder.js';
import type { OrderSize } from '../../src/text/reading/readSize.js';
import { outside } from '../../src/text/outside.js';
import { wordsButton } from '../../src/text/cards/wordsButton.js';
import { concat, type Part, plain, type Shown } from '../../src/text/rich.js';

export interface RefusedOrder {
  readonly market: Market;
  readonly side: Side;
  readonly volume: Decimal;
  readonly price: Decimal;
  readonly total: Decimal;
  readonly available: Decimal;
  /** Absent for a market order. */
  readonly limit: Decimal | undefined;
  readonly postOnly: boolean;
  /** The best price of the other side, where it is known. */
  readonly best?: Decimal;
}

/** Longest part of the typed words that is repeated. */
const typedShown = 60;

/** A number with two readings: one button for each. */
export function askReadings(say: Say, command: string, parsed: Extract<ParsedOrder, { kind: 'ask' }>): Reply {
  const buttons = parsed.choices.flatMap((choice) => wordsButton(choice.rand ? showRand(say, choice.value, Math.max(2, decimalPlaces(choice.value))) : showAmount(say, choice.value, parsed.coin), `${command} ${choice.words}`));
  return { text: say('order.ask', { typed: outside(parsed.typed, typedShown) }), buttons: buttons.map((one) => [one]) };
}

/** Says which rule is broken and the nearest value that passes, and offers it. */
export function explainBreach(say: Say, command: string, order: RefusedOrder, breach: Breach): Reply {
  const { market } = order;
  const nearest = breach.nearestPrice === undefined ? show(say, breach.nearestVolume, market.base) : showMoney(say, breach.nearestPrice, market.quote);
  const needed = order.side === 'buy' ? showMoney(say, order.total, market.quote, 2) : showAmount(say, order.volume, market.base);
  const text = say(`order.${breach.rule}`, {
    name: outside(market.name, typedShown), nearest, needed,
    available: order.side === 'buy' ? showMoney(say, order.available, market.quote) : showAmount(say, order.available, market.base),
    price: showMoney(say, order.price, market.quote), amount: showAmount(say, order.volume, market.base),
    places: breach.rule === 'pricePrecision' ? market.pricePrecision : market.amountPrecision,
    minimum: showAmount(say, market.minAmount, market.base),
  });
  const words = correctedWords(order, breach);
  const label = say('order.useNearest', { nearest }).text;
  return { text, buttons: words === undefined ? [] : wordsButton(label, `${command} ${words}`).map((one) => [one]) };
}

/** Says how much of a market order the book could fill. */
export function explainThin(say: Say, market: Market, size: OrderSize, quote: Quote): Reply {
  const amount = size.kind === 'base' ? showAmount(say, size.volume, market.base) : size.kind === 'rand' ? showRand(say, size.spend) : concat(showNumber(say, size.percent), plain('\u00a0%'));
  return { text: say('order.thin', { amount, fillable: showAmount(say, quote.volume, market.base) }) };
}

/** Rand cannot be spent on a market of another quote currency: the number is not taken for that currency's. */
export function explainNotRand(say: Say, { name, base, quote }: Market): Reply {
  return { text: say('order.notRand', { name: outside(name, typedShown), quote: showCode(quote), base: showCode(base) }) };
}

/** Says that a post-only order would trade at once, and offers it at the best price of its own side, or without post-only. */
export function explainWouldMatch(say: Say, command: string, order: RefusedOrder, book: BookView): Reply {
  const { market, side, volume, price, best } = order;
  const money = (value: Decimal): Shown => showMoney(say, value, market.quote);
  const own = (side === 'buy' ? book.bestBid : book.bestAsk)?.price;
  const words = (at: Decimal, postOnly: boolean): string => `${command} ${repeatWords({ market: market.id, side, volume, price: at, postOnly }).slice(side.length + 1)}`;
  return {
    text: say('order.wouldMatch', { price: money(price), best: money(best ?? price) }),
    buttons: [
      ...(own === undefined ? [] : [wordsButton(say('order.postAtBest', { price: money(own) }).text, words(own, true))]),
      wordsButton(say('order.withoutPostOnly', { price: money(price) }).text, words(price, false)),
    ],
  };
}

function correctedWords(order: RefusedOrder, breach: Breach): string | undefined {
  if (breach.nearestPrice === undefined && breach.nearestVolume === undefined) return undefined;
  const { market, side, postOnly } = order;
  const price = breach.nearestPrice ?? order.limit;
  const words = repeatWords({ market: market.id, side, volume: breach.nearestVolume ?? order.volume, postOnly, ...(price === undefined ? {} : { price }) });
  return words.slice(side.length + 1);
}

const show = (say: Say, value: Decimal | undefined, currency: string): Part => (value === undefined ? '' : showAmount(say, value, currency));
