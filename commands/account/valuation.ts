// What a user's balances are worth right now, for /balance, /summary and the scheduled summary.
import type { UserId } from '../../src/model/message.js';
import { isZero } from '../../src/model/money.js';
import { valueBalances, type Valuation } from '../../src/model/trading/valuation.js';
import { currencyPlaces } from '../answers/currencyPlaces.js';
import type { Core } from '../core.js';
import type { DeskReads } from '../trade/desk.js';

/** Reads balances and prices; what the user calls dust is folded. @throws as the exchange's reads; UserError('link.needed') */
export async function valuation(core: Pick<Core, 'markets' | 'store'> & { readonly accounts: Pick<DeskReads, 'balances'> }, userId: UserId): Promise<Valuation> {
  const balances = await core.accounts.balances(userId);
  const held = balances.filter((one) => !isZero(one.available) || !isZero(one.locked)).map((one) => one.currency);
  const [prices, placesOf] = await Promise.all([core.markets.prices(held), currencyPlaces(core)]);
  return valueBalances(balances, prices, core.store.read(userId)?.settings.dustLimit, placesOf);
}
