// The network of a coin: by the page the exchange shows its addresses on, else by what it withdraws over.
import type { UserId } from '../../src/model/message.js';
import type { Currency } from '../../src/model/trading/market.js';
import type { DepositTerms } from '../../src/model/payments/depositAddress.js';
import { explorerNetwork } from '../../src/model/payments/network.js';
import type { Core } from '../core.js';

/** undefined where the exchange does not tell, names several, or could not be asked. Never rejects. */
export async function networkOf(core: Core, userId: UserId, currency: Currency): Promise<DepositTerms['network']> {
  const shown = explorerNetwork(currency);
  if (shown !== undefined) return shown;
  try {
    const names = new Set((await core.accounts.withdrawQuotes(userId, currency.id)).map((one) => one.blockchain ?? ''));
    const [name = ''] = names;
    return names.size === 1 && name !== '' ? { name } : undefined;
  } catch {
    return undefined;
  }
}
