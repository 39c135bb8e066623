// Every REST endpoint, in the order they are tried: a fixed path before one with a parameter in its place.
import { activateBeneficiary } from './account/activateBeneficiary.js';
import { cancelOrder } from './market/cancelOrder.js';
import { cancelOrders } from './market/cancelOrders.js';
import { createBeneficiary } from './account/createBeneficiary.js';
import { createInvoice } from './account/createInvoice.js';
import { createOrder } from './market/createOrder.js';
import { createWithdrawal } from './account/createWithdrawal.js';
import { deleteBeneficiary } from './account/deleteBeneficiary.js';
import { getAlive } from './public/getAlive.js';
import { getBalance } from './account/getBalance.js';
import { getBalances } from './account/getBalances.js';
import { getBeneficiaries } from './account/getBeneficiaries.js';
import { getBeneficiary } from './account/getBeneficiary.js';
import { getCurrencies } from './public/getCurrencies.js';
import { getCurrency } from './public/getCurrency.js';
import { getDepositAddress } from './account/getDepositAddress.js';
import { getDepositByTxid } from './account/getDepositByTxid.js';
import { getDeposits } from './account/getDeposits.js';
import { getDepth } from './public/getDepth.js';
import { getKLine } from './public/getKLine.js';
import { getMarkets } from './public/getMarkets.js';
import { getOrder } from './market/getOrder.js';
import { getOrders } from './market/getOrders.js';
import { getPaymentMethods } from './payments/getPaymentMethods.js';
import { getPublicTrades } from './public/getPublicTrades.js';
import { getTicker } from './public/getTicker.js';
import { getTickers } from './public/getTickers.js';
import { getTimestamp } from './public/getTimestamp.js';
import { getTrades } from './market/getTrades.js';
import { getWithdrawQuote } from './account/getWithdrawQuote.js';
import { getWithdrawals } from './account/getWithdrawals.js';
import { payLightning } from './account/payLightning.js';
import { redeemVoucher } from './payments/redeemVoucher.js';
import type { Route } from '../rest/route.js';

export const routes: readonly Route[] = [
  getAlive,
  getTimestamp,
  getTickers,
  getTicker,
  getKLine,
  getDepth,
  getPublicTrades,
  getMarkets,
  getCurrencies,
  getCurrency,
  createBeneficiary,
  activateBeneficiary,
  deleteBeneficiary,
  getBeneficiary,
  getBeneficiaries,
  getWithdrawQuote,
  createWithdrawal,
  getWithdrawals,
  payLightning,
  createInvoice,
  getPaymentMethods,
  redeemVoucher,
  getDepositAddress,
  getDepositByTxid,
  getDeposits,
  getBalance,
  getBalances,
  cancelOrders,
  createOrder,
  getOrder,
  getOrders,
  getTrades,
  cancelOrder,
];
