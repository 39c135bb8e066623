// Every kind of money action.
import { isPracticeKind, type ActionRequest, type ExchangeKind } from '../../model/draft.js';
import type { ActionKind, RequestOf } from '../actionKind.js';
import { activateBeneficiary } from './activateBeneficiary.js';
import { cancelAll } from './cancelAll.js';
import { cancelOrder } from './cancelOrder.js';
import { createBeneficiary } from './createBeneficiary.js';
import { deleteBeneficiary } from './deleteBeneficiary.js';
import { payInvoice } from './payInvoice.js';
import { placeOrder } from './placeOrder.js';
import { redeemVoucher } from './redeemVoucher.js';
import { withdraw } from './withdraw.js';

/** One member per kind of action that the exchange is asked for: a kind without one does not compile. */
export const actionKinds: { readonly [K in ExchangeKind]: ActionKind<K> } = {
  placeOrder, cancelOrder, cancelAll, withdraw, payInvoice, redeemVoucher, createBeneficiary, activateBeneficiary, deleteBeneficiary,
};

/** True for what the exchange is asked for; everything else moves play money only. */
export const isExchangeRequest = (request: ActionRequest): request is RequestOf<ExchangeKind> => !isPracticeKind(request.kind);

/** The rules of a request's kind; the cast only says what the kind says. */
export const kindOf = (request: RequestOf<ExchangeKind>): ActionKind<ExchangeKind> => actionKinds[request.kind] as ActionKind<ExchangeKind>;
