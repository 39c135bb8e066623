// Reads what a person needs to pay out: where to, at what fee, how much has left lately, and one withdrawal in full.
import type { ExchangeClient } from '../../exchange/client.js';
import { listBeneficiaries } from '../../exchange/endpoints/account/listBeneficiaries.js';
import { listWithdrawals } from '../../exchange/endpoints/account/listWithdrawals.js';
import { readPages } from '../../exchange/endpoints/pages.js';
import { withdrawQuote } from '../../exchange/endpoints/account/withdrawQuote.js';
import type { Beneficiary } from '../../model/payments/beneficiary.js';
import { RefusedError, UserError } from '../../model/errors.js';
import { unreadIn, withUnread, type Rows } from '../../model/rows.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import type { WithdrawQuote } from '../../model/payments/withdrawQuote.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import { blockSize } from './history.js';

/** How far back one withdrawal is looked for, pages of blockSize. */
const withdrawalPagesLimit = 10;

const forPerson = { urgency: 'person' } as const;

/** Those that are not archived, in the exchange's order. */
export async function readBeneficiaries(client: ExchangeClient, currency: CurrencyCode | undefined): Promise<Rows<Beneficiary>> {
  const all = await client.call(listBeneficiaries, currency === undefined ? {} : { currency }, forPerson);
  const wanted = all.filter((one) => one.state !== 'archived' && (currency === undefined || one.currency === currency));
  return withUnread(wanted, all.unread ?? []);
}

/** The exchange's own words for that there is nothing to be had there (PROTOCOL.md section 3, errors): it quotes nothing then. */
const unquoted: ReadonlySet<string> = new Set(['record.not_found', 'server.method_not_allowed', 'account.currency.doesnt_exist']);

/** One quote per network; empty where the exchange says that it gives none. @throws as ExchangeClient.call, for anything else it says too */
export async function readWithdrawQuotes(client: ExchangeClient, currency: CurrencyCode): Promise<Rows<WithdrawQuote>> {
  try {
    return await client.call(withdrawQuote, { currency }, forPerson);
  } catch (error) {
    if (error instanceof RefusedError && error.codes.length > 0 && error.codes.every((code) => unquoted.has(code))) return [];
    throw error;
  }
}

/** Looked for among the newest; undefined when it is not there. @throws as ExchangeClient.call; UserError when it may be a row that cannot be read */
export async function readWithdrawal(client: ExchangeClient, id: string): Promise<Withdrawal | undefined> {
  const { items } = await readPages(client, listWithdrawals, {}, {
    pageSize: blockSize, maxPages: withdrawalPagesLimit, stopWhen: (page) => page.some((one) => one.id === id),
  }, forPerson);
  const found = items.find((one) => one.id === id);
  if (found === undefined && unreadIn(items) > 0) throw new UserError('error.unreadRows');
  return found;
}
