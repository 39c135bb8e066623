// Holds an order against the most the user lets one be worth; asked once, when a card is drawn.
import type { Reply, Request } from '../../src/bot/command.js';
import type { Market } from '../../src/model/trading/market.js';
import { isAbove, larger, times, type Decimal } from '../../src/model/money.js';
import type { Side } from '../../src/model/trading/order.js';
import { showCode, showRand } from '../../src/text/format.js';
import { speak } from '../../src/text/index.js';
import type { Core } from '../core.js';

interface SizedOrder {
  readonly volume: Decimal;
  /** In the quote currency. */
  readonly total: Decimal;
  /** The best price of the side it would trade with, where it is known. */
  readonly best?: Decimal;
}

/** Why the order is not drawn; undefined when it is within the ceiling or there is none. @throws as Markets.prices */
export async function beyondOrderCeiling(core: Pick<Core, 'markets'>, { user }: Request, market: Market, side: Side, order: SizedOrder): Promise<Reply | undefined> {
  const ceiling = user.settings.orderCeiling;
  if (ceiling === undefined) return undefined;
  const say = speak(user.settings.language);
  const rate = market.quote === 'zar' ? undefined : (await core.markets.prices([market.quote])).get(market.quote)?.price;
  if (market.quote !== 'zar' && rate === undefined) return { text: say('ceiling.unknownWorth', { quote: showCode(market.quote), ceiling: showRand(say, ceiling) }) };
  const worth = rate === undefined ? worthOf(side, order) : times(worthOf(side, order), rate);
  return isAbove(worth, ceiling) ? { text: say('ceiling.beyond', { worth: showRand(say, worth), ceiling: showRand(say, ceiling) }) } : undefined;
}

/** A limit far below the best bid still sells at the bid, so a sale is worth what it would fetch there. */
function worthOf(side: Side, { volume, total, best }: SizedOrder): Decimal {
  return side === 'buy' || best === undefined ? total : larger(total, times(volume, best));
}
