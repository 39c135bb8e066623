import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SAMPLE_VOUCHER_PIN, startExchange, type SimulatedExchange } from '../../../src/sandbox/exchange/index.js';
import { call, Listener, list, object, signed, until, type Answered, type Key } from './exchangeClient.js';

let exchange: SimulatedExchange;
let key: Key;
let clock = Date.now();

beforeEach(async () => {
  clock = Date.now();
  exchange = await startExchange({ otherTraders: false, processingDelayMs: 5, now: () => clock });
  key = exchange.control.createAccount({ balances: { btc: '1', zar: '1000' } });
});
afterEach(() => exchange.stop());

function send(method: string, path: string, body?: unknown): Promise<Answered> {
  return call(exchange.restUrl, method, path, key, body);
}

describe('balances', () => {
  it('are listed with a Total, and one that has no account row yet is not found', async () => {
    const all = await send('GET', '/account/balances');
    expect([all.body, all.headers.get('total')]).toEqual([
      [{ currency: 'btc', balance: '1.0', locked: '0.0' }, { currency: 'zar', balance: '1000.0', locked: '0.0' }], '2',
    ]);
    expect(await send('GET', '/account/balances/zar')).toMatchObject({ status: 200, body: { balance: '1000.0' } });
    expect((await send('GET', '/account/balances/eth')).status).toBe(404);
    expect(await send('GET', '/account/balances/doge')).toMatchObject({ status: 422, body: { errors: ['account.currency.doesnt_exist'] } });
  });
});

describe('a deposit', () => {
  it('has no address on the first ask and one on the second, with the tag inside it for xrp', async () => {
    expect((await send('GET', '/account/deposit_address/xrp')).body).toEqual({ currency: 'xrp', address: null });
    expect(object(await send('GET', '/account/deposit_address/xrp'))['address']).toMatch(/^r\w+\?dt=\d+$/);
    expect(await send('GET', '/account/deposit_address/zar')).toMatchObject({ status: 422, body: { errors: ['account.currency.doesnt_exist'] } });
  });

  it('walks from submitted over accepted to collected and is credited once, with a balance frame', async () => {
    const listener = await new Listener(`${exchange.streamUrl}/private?stream=balance`, signed(key)).greeted();
    const id = exchange.control.deposit(key.uid, { currency: 'btc', amount: '0.5', txid: 'ab12' });
    const look = async (): Promise<unknown[]> => {
      const deposit = object(await send('GET', '/account/deposits/ab12'));
      return [deposit['state'], deposit['confirmations'], exchange.control.balances(key.uid)['btc']!.available];
    };
    expect(await look()).toEqual(['submitted', 0, '1.0']);
    exchange.control.confirmDeposit(id, 1);
    expect(await look()).toEqual(['submitted', 1, '1.0']);
    exchange.control.confirmDeposit(id, 2);
    expect(await look()).toEqual(['accepted', 2, '1.0']);
    exchange.control.creditDeposit(id);
    expect(await look()).toEqual(['collected', 2, '1.5']);
    await until(() => listener.of('balance').length === 1);
    expect(() => exchange.control.creditDeposit(id)).toThrow('is collected');
    listener.socket.terminate();
  });

  it('is listed newest first and filtered, at most 100 a page', async () => {
    exchange.control.deposit(key.uid, { currency: 'btc', amount: '0.5' });
    const id = exchange.control.deposit(key.uid, { currency: 'zar', amount: '100' });
    expect(list(await send('GET', '/account/deposits')).map((deposit) => deposit['currency'])).toEqual(['zar', 'btc']);
    expect(list(await send('GET', '/account/deposits?currency=zar&state=submitted'))).toMatchObject([{ id, amount: '100.0' }]);
    expect(list(await send('GET', '/account/deposits?currency=zar'))[0]).not.toHaveProperty('confirmations');
    expect(await send('GET', '/account/deposits?limit=101')).toMatchObject({ body: { errors: ['account.deposit.invalid_limit'] } });
    expect(await send('GET', '/account/deposits?state=lost')).toMatchObject({ body: { errors: ['account.deposit.invalid_state'] } });
    expect((await send('GET', '/account/deposits/unknown')).status).toBe(404);
  });
});

describe('a beneficiary', () => {
  const bank = { currency: 'zar', name: 'My bank', data: JSON.stringify({ full_name: 'A Person', account_number: '1234566789' }) };

  it('is pending until its pin is given back, masked in answers, and gone once deleted', async () => {
    const made = object(await send('POST', '/account/beneficiaries', bank));
    expect(made).toMatchObject({ state: 'pending', data: { account_number: '12***6789' } });
    const path = `/account/beneficiaries/${String(made['id'])}`;
    expect(await send('PATCH', `${path}/activate`, { pin: 1 })).toMatchObject({ status: 422, body: { errors: ['account.beneficiary.invalid_pin'] } });
    const pin = exchange.control.beneficiaryPin(made['id'] as number);
    expect(await send('PATCH', `${path}/activate`, { pin: Number(pin) })).toMatchObject({ status: 200, body: { state: 'active' } });
    expect(await send('PATCH', `${path}/activate`, { pin })).toMatchObject({ body: { errors: ['account.beneficiary.cant_activate'] } });
    expect(list(await send('GET', '/account/beneficiaries?state=active&currency=zar'))).toHaveLength(1);
    const deleted = await send('DELETE', path);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect((await send('GET', path)).status).toBe(404);
    expect(list(await send('GET', '/account/beneficiaries'))).toEqual([]);
  });

  it.each([
    [{ ...bank, data: 'no json' }, 'non_json_data'], [{ ...bank, data: '{}' }, 'missing_full_name_in_data'], [{ ...bank, name: 'x'.repeat(65) }, 'too_long_name'],
    [{ currency: 'btc', name: 'Cold', data: {} }, 'missing_address_in_data'], [{ currency: 'btc', name: 'Cold', data: { address: 'bc1<x>' } }, 'failed_to_create'],
    [{ currency: 'btc', data: {} }, 'missing_name'],
  ])('made from %j is refused with account.beneficiary.%s', async (body, code) => {
    expect(await send('POST', '/account/beneficiaries', body)).toMatchObject({ status: 422, body: { errors: [`account.beneficiary.${code}`] } });
  });
});

describe('a withdrawal', () => {
  async function beneficiary(active = true): Promise<number> {
    const id = object(await send('POST', '/account/beneficiaries', { currency: 'btc', name: 'Cold', data: { address: `bc1q${Math.random()}` } }))['id'] as number;
    if (active) await send('PATCH', `/account/beneficiaries/${id}/activate`, { pin: exchange.control.beneficiaryPin(id) });
    return id;
  }

  it('locks its whole sum, and deducts it or gives it back when it ends', async () => {
    const id = await beneficiary();
    const first = object(await send('POST', '/account/withdraws', { otp: 123456, beneficiary_id: id, currency: 'btc', amount: '0.4' }));
    expect(first).toMatchObject({ state: 'submitted', amount: '0.4', fee: '0.0002' });
    expect(exchange.control.balances(key.uid)['btc']).toEqual({ available: '0.6', locked: '0.4' });
    const second = object(await send('POST', '/account/withdraws', { otp: 123457, beneficiary_id: id, currency: 'btc', amount: '0.1' }));
    exchange.control.setWithdrawalState(first['id'] as number, 'succeed', 'ff00');
    exchange.control.setWithdrawalState(second['id'] as number, 'failed');
    expect(exchange.control.balances(key.uid)['btc']).toEqual({ available: '0.6', locked: '0.0' });
    expect(list(await send('GET', '/account/withdraws?currency=btc&state=succeed'))).toMatchObject([{ blockchain_txid: 'ff00', done_at: expect.any(String) }]);
  });

  it.each([
    [{ otp: '012345' }, 'account.withdraw.invalid_otp'], [{ otp: 'abc' }, 'account.withdraw.non_integer_otp'], [{ otp: undefined }, 'account.withdraw.missing_otp'],
    [{ amount: '0.0009' }, 'account.withdraw.invalid_amount'], [{ amount: '1.1' }, 'account.withdraw.insufficient_balance'],
    [{ amount: '0.100000001' }, 'account.withdraw.invalid_amount'], [{ amount: 'all' }, 'account.withdraw.non_decimal_amount'],
    [{ beneficiary_id: 1 }, 'account.beneficiary.doesnt_exist'],
  ])('with %j is refused with %s', async (change, code) => {
    const body = { otp: 123456, beneficiary_id: await beneficiary(), currency: 'btc', amount: '0.1', ...change };
    expect(await send('POST', '/account/withdraws', body)).toMatchObject({ status: 422, body: { errors: [code] } });
  });

  it('needs an active beneficiary, and a code that was not used before', async () => {
    const body = { otp: 123456, currency: 'btc', amount: '0.1' };
    const pending = await beneficiary(false);
    expect(await send('POST', '/account/withdraws', { ...body, beneficiary_id: pending })).toMatchObject({ body: { errors: ['account.beneficiary.invalid_state_for_withdrawal'] } });
    const active = await beneficiary();
    expect((await send('POST', '/account/withdraws', { ...body, beneficiary_id: active })).status).toBe(201);
    expect(await send('POST', '/account/withdraws', { ...body, beneficiary_id: active })).toMatchObject({ body: { errors: ['account.withdraw.create_error'] } });
  });

  it('may be quoted, and the quote holds for 90 seconds', async () => {
    const [quote] = list(await send('GET', '/account/withdraws/btc'));
    expect(quote).toMatchObject({ currency: 'btc', fee: '0.0002', blockchain: 'bitcoin' });
    const body = { currency: 'btc', amount: '0.1', beneficiary_id: await beneficiary(), quote_id: quote!['id'] };
    clock += 89_999;
    expect((await signedNowPost({ ...body, otp: 111111 })).status).toBe(201);
    clock += 1;
    expect((await signedNowPost({ ...body, otp: 222222 })).body).toEqual({ errors: ['account.withdraw.invalid_quote'] });
  });

  async function signedNowPost(body: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${exchange.restUrl}/account/withdraws`, {
      method: 'POST', headers: { ...signed(key, String(clock)), 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }
});

describe('Lightning', () => {
  it('quotes and pays an outside invoice once, and shows it among the withdrawals', async () => {
    const bolt = exchange.control.outsideInvoice({ amountSat: '1500' });
    expect(list(await send('GET', `/account/withdraws/btc?bolt=${bolt}`))).toMatchObject([{ blockchain: 'lightning', fee: '0.0000001' }]);
    expect(await send('POST', '/account/lightning/pays', { bolt, amount: '1400' })).toMatchObject({ status: 422, body: { errors: ['account.lightning.amount_mismatch'] } });
    expect(list(await send('POST', '/account/lightning/pays', { bolt, amount: '1500' }))).toMatchObject([{ bolt, amount: 1500, description: 'Coffee', state: 'pending' }]);
    expect(await send('POST', '/account/lightning/pays', { bolt, amount: '1500' })).toMatchObject({ body: { errors: ['account.lightning.already_paid'] } });
    await until(() => exchange.control.withdrawals(key.uid)[0]!['state'] === 'succeed');
    expect(exchange.control.balances(key.uid)['btc']).toEqual({ available: '0.9999849', locked: '0.0' });
  });

  it('is answered alone instead of in a list of one when that is chosen', async () => {
    const plain = await startExchange({ otherTraders: false, bracketed: 'single' });
    const user = plain.control.createAccount();
    const invoice = await call(plain.restUrl, 'POST', '/account/lightning/invoices', user, { amount: '10' });
    const quote = await call(plain.restUrl, 'GET', '/account/withdraws/btc', user);
    expect([object(invoice)['amount'], object(quote)['fee']]).toEqual([10, '0.0002']);
    await plain.stop();
  });

  it('refuses an expired invoice and a damaged one', async () => {
    const bolt = exchange.control.outsideInvoice({ amountSat: '1500', lifeSeconds: 0 });
    expect(await send('POST', '/account/lightning/pays', { bolt, amount: '1500' })).toMatchObject({ body: { errors: ['account.lightning.expired'] } });
    expect(await send('POST', '/account/lightning/pays', { bolt: 'lnbc1', amount: '1' })).toMatchObject({ body: { errors: ['account.lightning.invalid_bolt'] } });
  });

  it('makes an invoice that credits bitcoin once when it is paid, and sells the share that was asked for', async () => {
    const [invoice] = list(await send('POST', '/account/lightning/invoices', { amount: '200000', conversion_percent: '0.5' }));
    expect(invoice).toMatchObject({ amount: 200000, amount_msat: 200000000, conversion_percent: 0.5, description: 'Cape Crypto Invoice', state: 'pending', paid_at: null });
    expect(exchange.control.payInvoice(invoice!['bolt'] as string)).toBe(true);
    expect(exchange.control.payInvoice(invoice!['bolt'] as string)).toBe(false);
    await until(() => exchange.control.orders(key.uid)[0]?.state === 'done');
    expect(exchange.control.balances(key.uid)['btc']).toEqual({ available: '1.001', locked: '0.0' });
    expect(exchange.control.trades(key.uid)).toMatchObject([{ side: 'sell', amount: '0.001' }]);
  });

  it('refuses a conversion whose share is under the smallest order', async () => {
    expect(await send('POST', '/account/lightning/invoices', { amount: '1000', conversion_percent: '0.99' }))
      .toMatchObject({ status: 422, body: { errors: ['account.lightning.invalid_conversion_percent'] } });
    expect((await send('POST', '/account/lightning/invoices', { amount: '1000', conversion_percent: '1' })).status).toBe(201);
  });
});

describe('a voucher', () => {
  it('is redeemed by a listed method, less a fee, and gives change as another voucher', async () => {
    const methods = await send('GET', '/payments/methods');
    expect([methods.status, list(methods)[0]]).toEqual([201, expect.objectContaining({ id: '1', type: 'voucher', min_amount: 10 })]);
    const redeemed = object(await send('POST', `/payments/vouchers/new?payment_method_id=1&amount=60&voucher_pin=${SAMPLE_VOUCHER_PIN}`));
    expect(redeemed).toMatchObject({ amount: 57.6, origin_amount: 100, change_voucher: { change_amount: 40 } });
    expect(exchange.control.balances(key.uid)['zar']!.available).toBe('1057.6');
    const { change_pin: pin } = redeemed['change_voucher'] as Record<string, number>;
    expect(object(await send('POST', `/payments/vouchers/new?payment_method_id=1&amount=40&voucher_pin=${pin}`))).toEqual({ amount: 38.4, origin_amount: 40 });
  });

  it.each([
    ['1', '50', '9999999999999999', 'payments.voucher.invalid_pin'], ['1', '101', SAMPLE_VOUCHER_PIN, 'payments.voucher.invalid_amount'],
    ['2', '50', SAMPLE_VOUCHER_PIN, 'payments.method.doesnt_exist'], ['x', '50', SAMPLE_VOUCHER_PIN, 'payments.voucher.non_integer_payment_method_id'],
  ])('by method %s over %s with pin %s is refused with %s', async (method, amount, pin, code) => {
    expect(await send('POST', `/payments/vouchers/new?payment_method_id=${method}&amount=${amount}&voucher_pin=${pin}`))
      .toMatchObject({ status: 422, body: { errors: [code] } });
  });
});
