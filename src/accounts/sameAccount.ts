// Tells whether a new key belongs to the account that is followed already: the exchange never says whose a key is, but shows each account its own rows only.
import type { ExchangeClient } from '../exchange/client.js';
import { getOrder } from '../exchange/endpoints/market/getOrder.js';
import { listDeposits } from '../exchange/endpoints/account/listDeposits.js';
import { listWithdrawals } from '../exchange/endpoints/account/listWithdrawals.js';
import type { AccountState } from '../model/account.js';
import { RefusedError } from '../model/errors.js';
import { pageSize } from './reading/catchUp.js';
import { isPlaceholder } from './reconciling/orderNews.js';

/** Orders asked for at the most, the newest first. */
export const ordersAskedLimit = 3;

/**
 * True when the key is shown an order, a deposit or a withdrawal that is known of the account. False where it is shown none,
 * also when the account is the same and nothing is known of it yet. @throws as ExchangeClient.call, but for refusals
 */
export async function isSameAccount(client: ExchangeClient, known: AccountState): Promise<boolean> {
  const orders = Object.values(known.orders).filter((one) => !isPlaceholder(one.order) && one.missingSince === undefined).map((one) => one.order);
  for (const { id } of orders.sort((a, b) => b.updatedAt - a.updatedAt).slice(0, ordersAskedLimit)) {
    if ((await ifShown(client.call(getOrder, { id }, { urgency: 'person' })))?.id === id) return true;
  }
  const page = { page: 1, limit: pageSize };
  return await showsOneOf(known.deposits, () => client.call(listDeposits, page, { urgency: 'person' }))
    || await showsOneOf(known.withdrawals ?? {}, () => client.call(listWithdrawals, page, { urgency: 'person' }));
}

async function showsOneOf(known: Readonly<Record<string, unknown>>, read: () => Promise<readonly { readonly id: string }[]>): Promise<boolean> {
  if (Object.keys(known).length === 0) return false;
  return (await ifShown(read()))?.some((row) => Object.hasOwn(known, row.id)) === true;
}

async function ifShown<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}
