// Conformance of the calls about money on its way in and out, each documented state included.
import { expect } from '@jest/globals';
import { activateBeneficiary } from '../../../src/exchange/endpoints/account/activateBeneficiary.js';
import { balance } from '../../../src/exchange/endpoints/account/balance.js';
import { balances } from '../../../src/exchange/endpoints/account/balances.js';
import { createBeneficiary } from '../../../src/exchange/endpoints/account/createBeneficiary.js';
import { createLightningInvoice } from '../../../src/exchange/endpoints/account/createLightningInvoice.js';
import { createWithdrawal } from '../../../src/exchange/endpoints/account/createWithdrawal.js';
import { deleteBeneficiary } from '../../../src/exchange/endpoints/account/deleteBeneficiary.js';
import { depositAddress } from '../../../src/exchange/endpoints/account/depositAddress.js';
import { depositByTxid } from '../../../src/exchange/endpoints/account/depositByTxid.js';
import { getBeneficiary } from '../../../src/exchange/endpoints/account/getBeneficiary.js';
import { listBeneficiaries } from '../../../src/exchange/endpoints/account/listBeneficiaries.js';
import { listDeposits } from '../../../src/exchange/endpoints/account/listDeposits.js';
import { listWithdrawals } from '../../../src/exchange/endpoints/account/listWithdrawals.js';
import { payLightning } from '../../../src/exchange/endpoints/account/payLightning.js';
import { paymentMethods } from '../../../src/exchange/endpoints/payments/paymentMethods.js';
import { redeemVoucher } from '../../../src/exchange/endpoints/payments/redeemVoucher.js';
import { withdrawQuote } from '../../../src/exchange/endpoints/account/withdrawQuote.js';
import type { Beneficiary } from '../../../src/model/payments/beneficiary.js';
import { decimal, type Sats } from '../../../src/model/money.js';
import type { Withdrawal } from '../../../src/model/payments/withdrawal.js';
import { eventually, type Bench } from './bench.js';

/** API.txt, Withdraw states. */
const withdrawStates = ['prepared', 'submitted', 'rejected', 'accepted', 'skipped', 'processing', 'succeed', 'canceled', 'failed', 'errored', 'confirming'] as const;
/** API.txt, Deposit states; `collected` is reached by crediting. */
const uncreditedStates = ['submitted', 'canceled', 'rejected', 'accepted', 'skipped'] as const;

const pending = (bench: Bench, address = 'bc1qnew'): Promise<Beneficiary> => bench.call(createBeneficiary, { currency: 'btc', name: 'Cold', description: 'the safe', data: { address } });

async function active(bench: Bench, address = 'bc1qactive'): Promise<Beneficiary> {
  const { id } = await pending(bench, address);
  return await bench.call(activateBeneficiary, { id, pin: bench.control.beneficiaryPin(Number(id)) });
}

const withdraw = (bench: Bench, to: Beneficiary, otp: number, quoteId?: string): Promise<Withdrawal> =>
  bench.call(createWithdrawal, { otp: String(otp), beneficiaryId: to.id, currency: 'btc', amount: decimal('0.01'), ...(quoteId === undefined ? {} : { quoteId }) });

export const accountCases: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  createBeneficiary: async (bench) => {
    expect(await pending(bench)).toMatchObject({ currency: 'btc', name: 'Cold', description: 'the safe', data: { address: 'bc1qnew' }, state: 'pending' });
    expect(await bench.refusal(createBeneficiary, { currency: 'btc', name: 'Twice', data: { address: 'bc1qnew' } })).toEqual(['account.beneficiary.duplicate_address']);
    const fiat = await bench.call(createBeneficiary, { currency: 'zar', name: 'Bank', data: { full_name: 'T Nkosi', account_number: '123456789' } });
    expect(fiat.data).toEqual({ full_name: 'T Nkosi', account_number: '12***6789' });
  },
  activateBeneficiary: async (bench) => {
    const { id } = await pending(bench);
    expect(await bench.refusal(activateBeneficiary, { id, pin: '000000' })).toEqual(['account.beneficiary.invalid_pin']);
    const pin = bench.control.beneficiaryPin(Number(id));
    expect(await bench.call(activateBeneficiary, { id, pin })).toMatchObject({ id, state: 'active' });
    expect(await bench.refusal(activateBeneficiary, { id, pin })).toEqual(['account.beneficiary.cant_activate']);
  },
  deleteBeneficiary: async (bench) => {
    const { id } = await active(bench);
    await expect(bench.call(deleteBeneficiary, { id })).resolves.toBeUndefined();
    expect(await bench.refusal(getBeneficiary, { id })).toEqual(['record.not_found']);
    expect(await bench.refusal(deleteBeneficiary, { id })).toEqual(['record.not_found']);
  },
  getBeneficiary: async (bench) => {
    const { id } = await pending(bench);
    expect(await bench.call(getBeneficiary, { id })).toMatchObject({ id, state: 'pending' });
  },
  listBeneficiaries: async (bench) => {
    const [first, second, gone] = [await pending(bench), await active(bench), await active(bench, 'bc1qgone')];
    await bench.call(deleteBeneficiary, { id: gone.id });
    const ids = async (input: Parameters<typeof listBeneficiaries.path>[0]): Promise<readonly string[]> => (await bench.call(listBeneficiaries, input)).map((one) => one.id);
    expect(await ids({})).toEqual([first.id, second.id]);
    expect(await ids({ state: 'active' })).toEqual([second.id]);
    expect(await ids({ state: 'pending' })).toEqual([first.id]);
    expect(await ids({ currency: 'zar' })).toEqual([]);
  },
  withdrawQuote: async (bench) => {
    const [plain] = await bench.call(withdrawQuote, { currency: 'btc' });
    expect(plain).toMatchObject({ currency: 'btc', fee: '0.0002', blockchain: 'bitcoin' });
    expect(plain!.expiresAt! - plain!.createdAt!).toBe(90_000);
    const bolt = bench.control.outsideInvoice({ amountSat: '5000' });
    expect(await bench.call(withdrawQuote, { currency: 'btc', bolt })).toMatchObject([{ currency: 'btc', fee: '0.0000001', blockchain: 'lightning' }]);
  },
  createWithdrawal: async (bench) => {
    const to = await active(bench);
    const [quote] = await bench.call(withdrawQuote, { currency: 'btc' });
    expect(await withdraw(bench, to, 123456, quote!.id)).toMatchObject({ currency: 'btc', amount: '0.01', fee: '0.0002', state: 'submitted', destination: 'bc1qactive' });
    const input = { otp: '123456', beneficiaryId: to.id, currency: 'btc', amount: decimal('0.01') };
    expect(await bench.refusal(createWithdrawal, input)).toEqual(['account.withdraw.create_error']);
    expect(await bench.refusal(createWithdrawal, { ...input, otp: '012345' })).toEqual(['account.withdraw.invalid_otp']);
    expect(await bench.refusal(createWithdrawal, { ...input, otp: '222222', beneficiaryId: (await pending(bench)).id })).toEqual(['account.beneficiary.invalid_state_for_withdrawal']);
    expect(await bench.refusal(createWithdrawal, { ...input, otp: '333333', amount: decimal('0.000000001') })).toEqual(['account.withdraw.invalid_amount']);
  },
  listWithdrawals: async (bench) => {
    const to = await active(bench);
    const ids = new Map<string, string>();
    for (const [index, state] of withdrawStates.entries()) {
      const { id } = await withdraw(bench, to, 200_000 + index);
      ids.set(state, id);
      if (state !== 'submitted') bench.control.setWithdrawalState(Number(id), state, 'tx1');
    }
    for (const state of withdrawStates) expect((await bench.call(listWithdrawals, { state })).map((one) => [one.id, one.state])).toEqual([[ids.get(state), state]]);
    const all = await bench.call(listWithdrawals, { currency: 'btc' });
    expect(all.map((one) => one.state)).toEqual([...withdrawStates].reverse());
    expect(all.find((one) => one.state === 'succeed')).toMatchObject({ txid: 'tx1', doneAt: expect.any(Number) });
    expect((await bench.call(listWithdrawals, { limit: 4, page: 3 })).length).toBe(3);
    expect(await bench.call(listWithdrawals, { rid: 'bc1qother' })).toEqual([]);
  },
  paymentMethods: async ({ call }) => {
    expect(await call(paymentMethods, undefined)).toMatchObject([{ id: '1', type: 'voucher', minAmount: '10', maxAmount: '5000' }, { id: '2', type: 'instanteft' }]);
  },
  redeemVoucher: async ({ call, control, refusal }) => {
    const whole = control.createVoucher('100');
    expect(await call(redeemVoucher, { paymentMethodId: '1', amount: decimal('100'), voucherPin: whole })).toEqual({ amount: '96', originAmount: '100' });
    expect(await refusal(redeemVoucher, { paymentMethodId: '1', amount: decimal('100'), voucherPin: whole })).toEqual(['payments.voucher.already_redeemed']);
    const part = await call(redeemVoucher, { paymentMethodId: '1', amount: decimal('30'), voucherPin: control.createVoucher('100') });
    expect(part.change).toMatchObject({ amount: '70', pin: expect.stringMatching(/^\d{16}$/), expiry: expect.any(String) });
    expect(await call(redeemVoucher, { paymentMethodId: '1', amount: decimal('70'), voucherPin: part.change!.pin })).toEqual({ amount: '67.2', originAmount: '70' });
  },
  depositAddress: async ({ call, refusal }) => {
    expect(await call(depositAddress, { currency: 'btc' })).toEqual({ currencies: ['btc'] });
    expect(await call(depositAddress, { currency: 'btc' })).toEqual({ currencies: ['btc'], address: expect.stringMatching(/^bc1q/) });
    await call(depositAddress, { currency: 'xrp' });
    expect(await call(depositAddress, { currency: 'xrp' })).toEqual({ currencies: ['xrp'], address: expect.stringMatching(/^rCape\w+$/), tag: expect.stringMatching(/^\d+$/) });
    expect(await refusal(depositAddress, { currency: 'zar' })).toEqual(['account.currency.doesnt_exist']);
  },
  depositByTxid: async ({ call, control, refusal, uid }) => {
    control.deposit(uid, { currency: 'btc', amount: '0.5', txid: 'tx-1' });
    expect(await call(depositByTxid, { txid: 'tx-1' })).toMatchObject({ txid: 'tx-1', amount: '0.5', state: 'submitted', confirmations: 0 });
    expect(await refusal(depositByTxid, { txid: 'tx-2' })).toEqual(['record.not_found']);
  },
  listDeposits: async ({ call, control, uid }) => {
    for (const state of uncreditedStates) control.setDepositState(control.deposit(uid, { currency: 'btc', amount: '0.1', txid: state }), state);
    control.creditDeposit(control.deposit(uid, { currency: 'zar', amount: '250' }));
    for (const state of uncreditedStates) expect((await call(listDeposits, { state })).map((one) => [one.txid, one.state])).toEqual([[state, state]]);
    const [fiat] = await call(listDeposits, { currency: 'zar' });
    expect(fiat).toMatchObject({ state: 'collected', amount: '250', completedAt: expect.any(Number) });
    expect(fiat).not.toHaveProperty('confirmations');
    expect((await call(listDeposits, { txid: 'accepted' })).length).toBe(1);
    expect((await call(listDeposits, { limit: 4, page: 2 })).length).toBe(2);
  },
  balance: async ({ call }) => {
    expect(await call(balance, { currency: 'btc' })).toEqual({ currency: 'btc', available: '2', locked: '0' });
  },
  balances: async ({ call }) => {
    expect((await call(balances, {})).find((one) => one.currency === 'zar')).toEqual({ currency: 'zar', available: '1000000', locked: '0' });
    expect((await call(balances, { limit: 2, page: 1, nonzero: true })).length).toBe(2);
  },
  payLightning: async ({ call, control, refusal }) => {
    const bolt = control.outsideInvoice({ amountSat: '5000' });
    const [quote] = await call(withdrawQuote, { currency: 'btc', bolt });
    expect(await call(payLightning, { bolt, amountSat: '5000' as Sats, quoteId: quote!.id, memberDescription: 'coffee' }))
      .toMatchObject({ bolt, amountSat: '5000', memberDescription: 'coffee', state: 'pending', createdAt: expect.any(Number) });
    const paid = await eventually('the payment succeeds', async () => (await call(listWithdrawals, { currency: 'btc' })).find((one) => one.state === 'succeed'));
    expect(paid).toMatchObject({ amount: '0.0000501', fee: '0.0000001', destination: bolt });
    expect(await refusal(payLightning, { bolt, amountSat: '5000' as Sats })).toEqual(['account.lightning.already_paid']);
  },
  createLightningInvoice: async ({ call, control }) => {
    const invoice = await call(createLightningInvoice, { amountSat: '10000' as Sats, conversionPart: decimal('0.5'), description: 'Lunch', memberDescription: 'mine' });
    expect(invoice).toMatchObject({ amountSat: '10000', amountMsat: '10000000', conversionPart: '0.5', description: 'Lunch', memberDescription: 'mine', state: 'pending' });
    expect(invoice.expiresAt! - invoice.createdAt!).toBe(3_600_000);
    expect(control.payInvoice(invoice.bolt)).toBe(true);
    expect((await call(listDeposits, { currency: 'btc' }))[0]).toMatchObject({ amount: '0.0001', state: 'collected' });
  },
};
