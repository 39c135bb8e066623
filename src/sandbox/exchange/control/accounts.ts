// Control of users and their money: accounts, keys, deposits, withdrawals, beneficiaries, vouchers and invoices.
import { beneficiaryBody } from '../money/beneficiaries.js';
import { decimal, railsText } from '../decimals.js';
import { depositBody, type DepositState } from '../money/deposits.js';
import { creditInvoice } from '../money/invoiceCredit.js';
import type { Permissions } from '../members.js';
import type { Venue } from '../venue.js';
import { withdrawalBody, type WithdrawalState } from '../money/withdrawals.js';

export interface AccountControl {
  /** A new user with one API key (16 and 32 hexadecimal digits). Balances and fees are decimal texts; fees are fractions. */
  createAccount(options?: { balances?: Record<string, string>; fees?: { maker?: string; taker?: string } }): { uid: string; apiKey: string; secret: string };
  /** From now on the key answers authz.apikey_not_active; `on` true puts it back. */
  disableKey(apiKey: string, on?: boolean): void;
  /** Changes what a user may do: session, two-factor, trading, deposits, withdrawals. */
  setPermissions(uid: string, permissions: Partial<Permissions>): void;
  /** What a user holds, by currency, as decimal texts. */
  balances(uid: string): Record<string, { available: string; locked: string }>;
  /** A deposit in state submitted with 0 confirmations; gives its id. */
  deposit(uid: string, deposit: { currency: string; amount: string; txid?: string; requiredConfirmations?: number }): number;
  /** Sets the confirmations; enough of them make it accepted. */
  confirmDeposit(id: number, confirmations: number): void;
  /** Collected and credited, with a balance frame unless `frame` is false. */
  creditDeposit(id: number, options?: { frame?: boolean }): void;
  /** Any other end: canceled, rejected, skipped. */
  setDepositState(id: number, state: DepositState): void;
  deposits(uid: string): Record<string, unknown>[];
  withdrawals(uid: string): Record<string, unknown>[];
  /** Moves a withdrawal on: succeed deducts, failed, rejected and canceled unlock; with a balance frame. */
  setWithdrawalState(id: number, state: WithdrawalState, txid?: string): void;
  /** Pending and active ones as the REST answers show them, oldest first. */
  beneficiaries(uid: string): Record<string, unknown>[];
  /** Gives a beneficiary other data, as on the exchange's page. */
  changeBeneficiary(id: number, data: Record<string, unknown>): void;
  /** The pin that was mailed for a beneficiary. */
  beneficiaryPin(id: number): string;
  /** Sells a voucher over that many rand; gives its pin. */
  createVoucher(amount: string): string;
  /** An outside Lightning invoice for a user to pay; without an amount the payer chooses. */
  outsideInvoice(invoice: { amountSat?: string; description?: string; lifeSeconds?: number }): string;
  /** The invoice a user made last that can still be paid; null when there is none. */
  newestInvoice(uid: string): string | null;
  /** Somebody pays an invoice that was made here; false when it was paid or has expired. */
  payInvoice(bolt: string): boolean;
}

/** Account control over one exchange. */
export function accountControl(venue: Venue): AccountControl {
  const balanceFrame = (uid: string, currency: string): void => venue.announcements.balanceChanged(uid, currency);
  return {
    createAccount: (options = {}) => createAccount(venue, options),
    disableKey(apiKey, on = false) {
      const key = venue.members.byKey(apiKey);
      if (key === null) throw new Error(`no key ${apiKey}`);
      key.active = on;
    },
    setPermissions: (uid, permissions) => void Object.assign(venue.members.get(uid).permissions, permissions),
    balances: (uid) => balances(venue, uid),
    deposit: (uid, deposit) => submitDeposit(venue, uid, deposit),
    confirmDeposit: (id, confirmations) => void venue.deposits.confirm(id, confirmations),
    creditDeposit(id, options = {}) {
      const deposit = venue.deposits.credit(id);
      if (options.frame !== false) balanceFrame(deposit.uid, deposit.currency);
    },
    setDepositState(id, state) {
      if (state === 'collected') throw new Error('use creditDeposit, which moves the money');
      venue.deposits.get(id).state = state;
    },
    deposits: (uid) => venue.deposits.ofUser(uid).map(depositBody),
    withdrawals: (uid) => venue.withdrawals.ofUser(uid).map(withdrawalBody),
    setWithdrawalState(id, state, txid) {
      const withdrawal = venue.withdrawals.setState(id, state, txid);
      balanceFrame(withdrawal.uid, withdrawal.currency);
    },
    beneficiaries: (uid) => venue.beneficiaries.ofUser(uid).map(beneficiaryBody),
    changeBeneficiary: (id, data) => venue.beneficiaries.change(id, data),
    beneficiaryPin: (id) => venue.beneficiaries.pinOf(id),
    createVoucher: (amount) => venue.vouchers.sell(decimal(amount)),
    outsideInvoice: ({ amountSat, description = 'Coffee', lifeSeconds = 3600 }) =>
      venue.lightning.writeBolt(amountSat === undefined ? null : decimal(amountSat), description, lifeSeconds).bolt,
    newestInvoice: (uid) => venue.lightning.newestPayable(uid)?.bolt ?? null,
    payInvoice(bolt) {
      const received = venue.lightning.receive(venue.lightning.invoiceOf(bolt).paymentHash);
      if (received !== null) creditInvoice(venue, received);
      return received !== null;
    },
  };
}

type AccountOptions = NonNullable<Parameters<AccountControl['createAccount']>[0]>;

function createAccount(venue: Venue, { balances: starting = {}, fees = {} }: AccountOptions): ReturnType<AccountControl['createAccount']> {
  const key = venue.members.create(fees);
  for (const [currency, amount] of Object.entries(starting)) {
    checkCurrency(venue, currency);
    venue.ledger.bringIn(key.member.uid, currency, decimal(amount));
  }
  return { uid: key.member.uid, apiKey: key.apiKey, secret: key.secret };
}

function balances(venue: Venue, uid: string): Record<string, { available: string; locked: string }> {
  const { uid: known } = venue.members.get(uid);
  return Object.fromEntries(venue.ledger.holdings(known).map(([currency, held]) =>
    [currency, { available: railsText(held.available), locked: railsText(held.locked) }]));
}

function submitDeposit(venue: Venue, uid: string, deposit: Parameters<AccountControl['deposit']>[1]): number {
  const currency = checkCurrency(venue, deposit.currency);
  return venue.deposits.submit(venue.members.get(uid).uid, {
    currency: currency.id, amount: decimal(deposit.amount), txid: deposit.txid,
    requiredConfirmations: deposit.requiredConfirmations ?? currency.minConfirmations, fiat: currency.type === 'fiat',
  }).id;
}

function checkCurrency(venue: Venue, id: string): Venue['currencies'][number] {
  const currency = venue.currencies.find((known) => known.id === id);
  if (currency === undefined) throw new Error(`no currency ${id}`);
  return currency;
}
