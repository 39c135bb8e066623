// A balance has changed and nothing the exchange lists says why: what changed, and what to do if it was not the owner.
import type { CurrencyCode } from '../../model/trading/market.js';
import { isPositive, type Decimal } from '../../model/money.js';
import { showNumber, showRand, showCode } from '../../text/format.js';
import { cutHeld } from '../../text/orderFigures.js';
import { offerLock } from '../../text/lockButton.js';
import { join } from '../../text/rich.js';
import { lateLine, type NotificationKind } from '../kind.js';

export interface BalanceUnexplained {
  readonly currency: CurrencyCode;
  /** Above zero. */
  readonly amount: Decimal;
  readonly way: 'rose' | 'fell';
}

export const balanceUnexplained: NotificationKind<BalanceUnexplained> = {
  name: 'balanceUnexplained',
  loudness: 'loud',
  isNumbered: false,
  group: 'fixed',
  breaksThrough: true,
  droppable: false,
  countsAs: 'others',
  render({ currency, amount, way }, context) {
    const { say, user, present } = context;
    const shown = cutHeld(amount, currency, present?.placesOf(currency));
    // The sentence names the coin. What is less than its last decimal is told whole: it is the news.
    const values = { currency: showCode(currency), amount: currency === 'zar' ? showRand(say, amount) : showNumber(say, isPositive(shown) ? shown : amount) };
    return { text: join([say(`unexplained.${way}`, values), ...lateLine(context), say(`unexplained.${way}What`)]), ...(way === 'fell' ? offerLock(say, user) : {}) };
  },
};
