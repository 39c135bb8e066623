// One deposit over a blockchain, by its transaction id.
import type { ExchangeClient } from '../exchange/client.js';
import { depositByTxid } from '../exchange/endpoints/account/depositByTxid.js';
import type { Deposit } from '../model/payments/deposit.js';
import { RefusedError } from '../model/errors.js';

/** Undefined when the exchange knows none of this account's (404). @throws as ExchangeClient.call */
export async function readDeposit(client: ExchangeClient, txid: string): Promise<Deposit | undefined> {
  try {
    return await client.call(depositByTxid, { txid }, { urgency: 'person' });
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) return undefined;
    throw error;
  }
}
