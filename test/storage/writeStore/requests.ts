// One request of every kind of money action, exactly as its card would freeze it.
import { createHash } from 'node:crypto';
import type { Sealed } from '../../../src/model/account.js';
import type { ActionKind, ActionRequest, OrderEstimate, OrderRequest } from '../../../src/model/draft.js';
import { decimal as d, sats, type Sats } from '../../../src/model/money.js';
import { defaultPracticeFees } from '../../../src/model/practice.js';

/** The moment everything in the store begins, ms since 1970. */
export const start = Date.UTC(2025, 10, 21, 10, 0, 0);

export const sat = (text: string): Sats => {
  const value = sats(text);
  if (value === undefined) throw new RangeError('no sats');
  return value;
};

export const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** 25 milli-bitcoin for coffee beans: an example of BOLT 11. */
export const bolt = 'lnbc25m1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5vdhkven9v5sxyetpdeessp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygs9q5sqqqqqqqqqqqqqqqpqsq67gye39hfg3zd8rgc80k32tvy9xk2xunwm5lzexnvpx6fd77en8qaq424dxgt56cag2dpt359k3ssyhetktkpqh24jqnjyw6uqd08sgptq44qu';

const order = (side: 'buy' | 'sell', name: string, price?: string): OrderRequest => ({
  market: 'btczar', side, type: price === undefined ? 'market' : 'limit', volume: d('0.01'), customOrderId: name, ...(price === undefined ? {} : { price: d(price) }),
});

const limitEstimate: OrderEstimate = {
  base: 'btc', quote: 'zar', amountPrecision: 8, pricePrecision: 0, total: d('8300'), averagePrice: d('830000'), fee: d('0.00002'), leftAfter: d('1700.5'), leftCurrency: 'zar', quotedAt: start,
  bestPrice: d('829000'), atOnce: { volume: d('0.004'), total: d('3316'), averagePrice: d('829000') },
};
const marketEstimate: OrderEstimate = {
  base: 'btc', quote: 'zar', amountPrecision: 8, pricePrecision: 0, total: d('8295.4'), averagePrice: d('829540'), worstPrice: d('829000'), leftAfter: d('0.5'), leftCurrency: 'btc', quotedAt: start,
  bestPrice: d('829600'), slippageCeiling: d('1'),
};
const move = { market: 'btczar', side: 'buy', base: 'btc' } as const;

/** What a request needs besides its kind; `name` tells those of one kind apart. */
type Make = (name: string, voucherPin: Sealed) => ActionRequest;

export const requests: { readonly [Kind in ActionKind]: Make } = {
  placeOrder: (name) => ({ kind: 'placeOrder', order: { ...order('buy', name, '830000'), postOnly: true }, estimate: limitEstimate }),
  cancelOrder: () => ({ kind: 'cancelOrder', orderId: '173757', move }),
  cancelAll: () => ({ kind: 'cancelAll', market: 'btczar', side: 'buy', orderIds: ['173757', '173758', '173759'] }),
  withdraw: (name) => ({
    kind: 'withdraw', withdrawal: { currency: 'btc', amount: d('0.1'), beneficiaryId: '871', note: 'rent', quoteId: `quote-${name}` },
    facts: {
      quote: { fee: d('0.0002'), expiresAt: start + 90_000, renewals: 1 }, receives: d('0.0998'), beneficiaryName: 'Cold wallet', destination: { address: 'bc1qcold' }, blockchain: 'bitcoin',
      leftAfter: d('0.4'), randValue: d('83000'), again: true,
    },
  }),
  payInvoice: (name) => ({
    kind: 'payInvoice', payment: { bolt, amountSat: sat('2500000'), quoteId: `quote-${name}`, memberDescription: 'beans' },
    facts: {
      quote: { fee: d('0.00000025'), expiresAt: start + 90_000, renewals: 0 }, paymentHash: hex(name), payee: `03${hex('payee')}`, description: 'coffee beans', invoiceExpiresAt: start + 3_600_000,
      leftAfter: d('0.2'), randValue: d('20750'),
    },
  }),
  redeemVoucher: (_name, pin) => ({ kind: 'redeemVoucher', voucher: { paymentMethodId: '3', amount: d('500'), pin }, methodName: 'OTT Voucher', pinTail: '6677', keptId: 'kept-1', again: true }),
  createBeneficiary: () => ({ kind: 'createBeneficiary', beneficiary: { currency: 'btc', name: 'Cold wallet', description: 'in the safe', data: { address: 'bc1qcold' } } }),
  activateBeneficiary: () => ({ kind: 'activateBeneficiary', beneficiaryId: '871', name: 'Cold wallet' }),
  deleteBeneficiary: () => ({ kind: 'deleteBeneficiary', beneficiaryId: '871', name: 'Cold wallet', currency: 'btc' }),
  practiceOrder: (name) => ({ kind: 'practiceOrder', order: order('sell', name), estimate: marketEstimate, fees: defaultPracticeFees }),
  practiceCancel: () => ({ kind: 'practiceCancel', orderId: 'P1' }),
  practiceCancelAll: () => ({ kind: 'practiceCancelAll', orderIds: ['P1', 'P2'] }),
};

/** The same order at the market, and one of practice at a limit. */
export const marketOrder = (name: string): ActionRequest => ({ kind: 'placeOrder', order: order('sell', name), estimate: marketEstimate });
export const practiceLimit = (name: string, price: string): ActionRequest => ({ kind: 'practiceOrder', order: order('buy', name, price), estimate: limitEstimate, fees: { ...defaultPracticeFees, learnt: true } });
