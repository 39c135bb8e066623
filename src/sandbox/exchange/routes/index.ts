// Every REST endpoint, in the order they are tried: a fixed path before one with a parameter in its place.
import { activateBeneficiary } from './activateBeneficiary.js';
import { cancelOrder } from './cancelOrder.js';
import { cancelOrders } from './cancelOrders.js';
import { createBeneficiary } from './createBeneficiary.js';
import { createInvoice } from './createInvoice.js';
import { createOrder } from './createOrder.js';
import { createWithdrawal } from './createWithdrawal.js';
import { deleteBeneficiary } from './deleteBeneficiary.js';
import { getAlive } from './getAlive.js';
import { getBalance } from './getBalance.js';
import { getBalances } from './getBalances.js';
import { getBeneficiaries } from './getBeneficiaries.js';
import { getBeneficiary } from './getBeneficiary.js';
import { getCurrencies } from './getCurrencies.js';
import { getCurrency } from './getCurrency.js';
import { getDepositAddress } from './getDepositAddress.js';
import { getDepositByTxid } from './getDepositByTxid.js';
import { getDeposits } from './getDeposits.js';
import { getDepth } from './getDepth.js';
import { getKLine } from './getKLine.js';
import { getMarkets } from './getMarkets.js';
import { getOrder } from './getOrder.js';
import { getOrders } from './getOrders.js';
import { getPaymentMethods } from './getPaymentMethods.js';
import { getPublicTrades } from './getPublicTrades.js';
import { getTicker } from './getTicker.js';
import { getTickers } from './getTickers.js';
import { getTimestamp } from './getTimestamp.js';
import { getTrades } from './getTrades.js';
import { getWithdrawQuote } from './getWithdrawQuote.js';
import { getWithdrawals } from './getWithdrawals.js';
import { payLightning } from './payLightning.js';
import { redeemVoucher } from './redeemVoucher.js';
import type { Route } from '../route.js';

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
