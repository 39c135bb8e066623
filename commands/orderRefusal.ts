// Why an order was not drawn, in words, with the nearest thing that would work as a button.
import type { Reply } from '../src/bot/command.js';
import type { Market } from '../src/model/market.js';
import { runData } from '../src/model/callback.js';
import type { Button } from '../src/model/message.js';
import type { Decimal } from '../src/model/money.js';
import type { Side } from '../src/model/order.js';
import type { Breach } from '../src/model/orderRules.js';
import type { Quote } from '../src/markets/markets.js';
import { showAmount, showMoney, showRand } from '../src/text/format.js';
import type { Say } from '../src/text/index.js';
import type { OrderWords, ParsedOrder } from '../src/text/parseOrder.js';

export interface RefusedOrder {
  readonly side: Side;
  readonly words: OrderWords;
  readonly volume: Decimal;
  readonly price: Decimal;
  readonly total: Decimal;
  readonly available: Decimal;
}

/** A number with two readings: one button for each. */
export function askReadings(say: Say, command: string, parsed: Extract<ParsedOrder, { kind: 'ask' }>): Reply {
  const buttons = parsed.choices.flatMap((choice) => button(choice.rand ? showRand(choice.value, 2) : choice.value, `${command} ${choice.words}`));
  return { text: say('order.ask', { typed: parsed.typed }), buttons: buttons.map((one) => [one]) };
}

/** Says which rule is broken and the nearest value that passes, and offers it. */
export function explainBreach(say: Say, command: string, market: Market, order: RefusedOrder, breach: Breach): Reply {
  const nearest = breach.nearestPrice === undefined ? show(breach.nearestVolume, market.base) : showMoney(breach.nearestPrice, market.quote);
  const needed = order.side === 'buy' ? showMoney(order.total, market.quote, 2) : showAmount(order.volume, market.base);
  const text = say(`order.${breach.rule}`, {
    name: market.name, nearest, needed,
    available: order.side === 'buy' ? showMoney(order.available, market.quote) : showAmount(order.available, market.base),
    price: showMoney(order.price, market.quote), amount: showAmount(order.volume, market.base),
    places: breach.rule === 'pricePrecision' ? market.pricePrecision : market.amountPrecision,
    minimum: showAmount(market.minAmount, market.base),
  });
  const words = correctedWords(market, order, breach);
  const label = say('order.useNearest', { nearest }).text;
  return { text, buttons: words === undefined ? [] : button(label, `${command} ${words}`).map((one) => [one]) };
}

/** Says how much of a market order the book could fill. */
export function explainThin(say: Say, market: Market, words: OrderWords, quote: Quote): Reply {
  const amount = words.size.kind === 'base' ? showAmount(words.size.volume, market.base) : words.size.kind === 'rand' ? showRand(words.size.spend) : '';
  return { text: say('order.thin', { amount, fillable: showAmount(quote.volume, market.base) }) };
}

function correctedWords(market: Market, order: RefusedOrder, breach: Breach): string | undefined {
  if (breach.nearestPrice === undefined && breach.nearestVolume === undefined) return undefined;
  const volume = breach.nearestVolume ?? order.volume;
  const price = breach.nearestPrice ?? order.words.price;
  return `${volume} ${market.base}${price === undefined ? '' : ` @ ${price}`}`;
}

const show = (value: Decimal | undefined, currency: string): string => (value === undefined ? '' : showAmount(value, currency));

/** No button where the words do not fit one: the sentence says it anyway. */
function button(label: string, words: string): Button[] {
  try {
    return [{ label, data: runData(words) }];
  } catch {
    return [];
  }
}
