// Reads what a person needs to pay out: where to, at what fee, how much has left lately, and one withdrawal in full.
import type { ExchangeClient } from '../../exchange/client.js';
import { listBeneficiaries } from '../../exchange/endpoints/account/listBeneficiaries.js';
import { listWithdrawals } from '../../exchange/endpoints/account/listWithdrawals.js';
import { readPages } from '../../exchange/endpoints/pages.js';
import { withdrawQuote } from '../../exchange/endpoints/account/withdrawQuote.js';
import type { Beneficiary } from '../../model/payments/beneficiary.js';
import { RefusedError } from '../../model/errors.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import type { WithdrawQuote } from '../../model/payments/withdrawQuote.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import { blockSize } from './history.js';

/** How far back one withdrawal is looked for, pages of blockSize. */
const withdrawalPagesLimit = 10;

const forPerson = { urgency: 'person' } as const;

/** Those that are not archived, in the exchange's order. */
export async function readBeneficiaries(client: ExchangeClient, currency: CurrencyCode | undefined): Promise<readonly Beneficiary[]> {
  const all = await client.call(listBeneficiaries, currency === undefined ? {} : { currency }, forPerson);
  return all.filter((one) => one.state !== 'archived' && (currency === undefined || one.currency === currency));
}

/** What an exchange that quotes nothing answers; a refusal that says why (closed, not permitted) is one all the same. */
const unquoted: ReadonlySet<number> = new Set([404, 405, 422]);
const telling: ReadonlySet<string> = new Set(['account.currency.withdrawal_disabled', 'account.withdraw.disabled_api']);

/** One quote per network; empty where the exchange gives none. @throws as ExchangeClient.call */
export async function readWithdrawQuotes(client: ExchangeClient, currency: CurrencyCode): Promise<readonly WithdrawQuote[]> {
  try {
    return await client.call(withdrawQuote, { currency }, forPerson);
  } catch (error) {
    if (error instanceof RefusedError && unquoted.has(error.status) && !error.codes.some((code) => telling.has(code))) return [];
    throw error;
  }
}

/** Looked for among the newest; undefined when it is not there. @throws as ExchangeClient.call */
export async function readWithdrawal(client: ExchangeClient, id: string): Promise<Withdrawal | undefined> {
  const { items } = await readPages(client, listWithdrawals, {}, {
    pageSize: blockSize, maxPages: withdrawalPagesLimit, stopWhen: (page) => page.some((one) => one.id === id),
  }, forPerson);
  return items.find((one) => one.id === id);
}
