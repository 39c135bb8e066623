// What an account holds of one currency (API.txt, Models: Account; PROTOCOL.md section 1, balance).
import { UserError } from './errors.js';
import { plus, ZERO, type Decimal } from './money.js';
import { unreadIn, type Rows } from './rows.js';
import type { CurrencyCode } from './trading/market.js';

export interface Balance {
  readonly currency: CurrencyCode;
  readonly available: Decimal;
  readonly locked: Decimal;
}

/** All that is held, in orders included; zero for none. */
export const totalOf = (balance: Pick<Balance, 'available' | 'locked'> | undefined): Decimal => (balance === undefined ? ZERO : plus(balance.available, balance.locked));

/** What is available of a currency; zero where the account has none. @throws UserError where it may be a balance that cannot be read */
export function availableOf(balances: Rows<Balance>, currency: CurrencyCode): Decimal {
  const found = balances.find((one) => one.currency === currency);
  if (found === undefined && unreadIn(balances) > 0) throw new UserError('error.unreadRows');
  return found?.available ?? ZERO;
}
