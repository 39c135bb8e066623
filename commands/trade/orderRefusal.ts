// Why an order was not drawn, in words, with what would work as buttons.
import { type Part, type Shown } from '../../src/text/rich.js';
import type { Reply } from '../../src/bot/command.js';
import type { Market } from '../../src/model/trading/market.js';
import type { Side } from '../../src/model/trading/order.js';
import { isZero, round, type Decimal } from '../../src/model/money.js';
import type { Rich } from '../../src/model/message.js';
import { showAmount, showMoney, showPercent, showRand, showCode } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { showHeld } from '../../src/text/orderFigures.js';
import type { OrderSize } from '../../src/words/readSize.js';
import { outside } from '../../src/text/outside.js';
import { currencyPlaces, type PlacesOf } from '../answers/currencyPlaces.js';
import { isBelowSmallest, type Asked, type OrderFault } from './judgeOrder.js';
import { workingOffers, type Asker } from './orderOffers.js';

/** Longest part of the typed words that is repeated. */
const typedShown = 60;

/** Says what stands against the order, and offers what would lead to a card. @throws as the market reads */
export async function refuse(asker: Asker, say: Say, market: Market, fault: OrderFault): Promise<Reply> {
  if (fault.kind === 'ceiling') return fault.reply;
  const [placesOf, buttons] = await Promise.all([currencyPlaces(asker.core), workingOffers(asker, say, fault)]);
  return { text: explainFault(say, market, fault, placesOf), buttons };
}

/** `placesOf` tells how many decimals a currency is shown with. */
function explainFault(say: Say, market: Market, fault: OrderFault, placesOf: PlacesOf): Rich {
  switch (fault.kind) {
    case 'ceiling': return fault.reply.text;
    case 'closed': return sayClosed(say, market);
    case 'notRand': return say('order.notRand', { name: outside(market.name, typedShown), quote: showCode(market.quote), base: showCode(market.base) });
    case 'thin': return say('order.thin', { amount: showSize(say, market, fault.asked.size), fillable: showAmount(say, fault.quote.volume, market.base) });
    case 'short': return explainShort(say, fault, placesOf);
    case 'breach': return explainBreach(say, fault, placesOf);
    case 'wouldMatch': {
      const money = (value: Decimal): Shown => showMoney(say, value, market.quote);
      return say('order.wouldMatch', { price: money(fault.priced.price), best: money(fault.priced.best ?? fault.priced.price) });
    }
  }
}

export const sayClosed = (say: Say, { name }: Pick<Market, 'name'>): Rich => say('order.closed', { name: outside(name, typedShown) });

const showSize = (say: Say, market: Market, size: OrderSize): Part =>
  (size.kind === 'base' ? showAmount(say, size.volume, market.base) : size.kind === 'rand' ? showRand(say, size.spend) : showPercent(say, size.percent));

/** What is available of the currency given, never shown as more than it is. */
function showAvailable(say: Say, { market, side, available }: Asked, placesOf: PlacesOf): Shown {
  const given = side === 'buy' ? market.quote : market.base;
  return showHeld(say, available, given, placesOf(given));
}

function explainShort(say: Say, { asked, needed, best }: Extract<OrderFault, { readonly kind: 'short' }>, placesOf: PlacesOf): Rich {
  const { market, side, available } = asked;
  if (isZero(available)) return sayNothing(say, asked.market, asked.side);
  const values = { available: showAvailable(say, asked, placesOf), needed: side === 'buy' ? showMoney(say, round(needed, 2, 'up'), market.quote, 2) : showAmount(say, needed, market.base) };
  if (!isBelowSmallest(asked, best)) return say('order.funds', values);
  return say('order.noFunds', { ...values, name: outside(market.name, typedShown), minimum: showAmount(say, market.minAmount, market.base) });
}

export const sayNothing = (say: Say, market: Market, side: Side): Rich =>
  say('order.nothing', { currency: side === 'buy' && market.quote === 'zar' ? say('order.rand') : showCode(side === 'buy' ? market.quote : market.base) });

/** Says which rule is broken and the nearest value that passes. */
function explainBreach(say: Say, { asked, priced, breach }: Extract<OrderFault, { readonly kind: 'breach' }>, placesOf: PlacesOf): Rich {
  const { market } = asked;
  const { rule, nearestPrice, nearestVolume } = breach;
  const isTooSmall = rule === 'minAmount';
  if (isTooSmall && isZero(asked.available)) return sayNothing(say, asked.market, asked.side);
  // What is too small cannot be made larger by one who has no more.
  if (isTooSmall && isBelowSmallest(asked, priced.best ?? (isZero(priced.price) ? undefined : priced.price))) {
    return say('order.dust', { available: showAvailable(say, asked, placesOf), minimum: showAmount(say, market.minAmount, market.base) });
  }
  return say(`order.${rule}`, {
    name: outside(market.name, typedShown), nearest: nearestPrice !== undefined ? showMoney(say, nearestPrice, market.quote) : nearestVolume === undefined ? '' : showAmount(say, nearestVolume, market.base),
    price: showMoney(say, priced.price, market.quote), amount: showAmount(say, priced.volume, market.base),
    places: rule === 'pricePrecision' ? market.pricePrecision : market.amountPrecision,
  });
}
