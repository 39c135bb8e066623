// A balance has changed and nothing the exchange lists says why: what changed, and what to do if it was not the owner.
import type { CurrencyCode } from '../../model/trading/market.js';
import type { Decimal } from '../../model/money.js';
import { showNumber, showRand, showCode } from '../../text/format.js';
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
    const { say, user } = context;
    // The sentence names the coin.
    const values = { currency: showCode(currency), amount: currency === 'zar' ? showRand(say, amount) : showNumber(say, amount) };
    return { text: join([say(`unexplained.${way}`, values), ...lateLine(context), say(`unexplained.${way}What`)]), ...(way === 'fell' ? offerLock(say, user) : {}) };
  },
};
