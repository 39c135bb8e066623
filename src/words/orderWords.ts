// Writes an order as the words that mean it, for buttons: short, without spaces inside a part, and read one way only.
import type { Decimal } from '../model/money.js';
import { isNegative } from '../model/money.js';
import type { Side } from '../model/trading/order.js';
import type { OrderPrice } from './readPrice.js';
import { unmistakable } from './digits.js';
import type { OrderSize } from './readSize.js';


/** "0.5", "R500", "25%" */
export function sizeWords(size: OrderSize): string {
  switch (size.kind) {
    case 'base': return unmistakable(size.volume);
    case 'rand': return `R${unmistakable(size.spend)}`;
    case 'share': return `${size.percent}%`;
  }
}

/** "@830000", "@bid", "@-1%", "@market" */
export function priceWords(price: OrderPrice): string {
  switch (price.kind) {
    case 'fixed': return `@${unmistakable(price.price)}`;
    case 'best': return `@${price.side}`;
    case 'step': return `@${isNegative(price.percent) ? '' : '+'}${price.percent}%`;
    case 'market': return '@market';
  }
}

export interface PlainOrder {
  readonly market: string;
  readonly side: Side;
  readonly volume: Decimal;
  /** Absent for a market order. */
  readonly price?: Decimal;
  readonly postOnly?: boolean;
}

/** "buy 0.01 btczar @830000 po": what types the same order again. */
export function repeatWords({ market, side, volume, price, postOnly }: PlainOrder): string {
  return `${side} ${unmistakable(volume)} ${market}${price === undefined ? '' : ` ${priceWords({ kind: 'fixed', price })}`}${postOnly === true ? ' po' : ''}`;
}

/** "btczar 0.01 @bid po": the rest of a moved order at the best price of its own side. */
export function restWords({ market, side, postOnly }: Pick<PlainOrder, 'market' | 'side' | 'postOnly'>, remaining: Decimal): string {
  return `${market} ${unmistakable(remaining)} ${priceWords({ kind: 'best', side: side === 'buy' ? 'bid' : 'ask' })}${postOnly === true ? ' po' : ''}`;
}
