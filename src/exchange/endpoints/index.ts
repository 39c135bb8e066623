// Every REST call of the exchange, in the order of API.txt.
import { activateBeneficiary } from './account/activateBeneficiary.js';
import { allTickers } from './public/allTickers.js';
import { balance } from './account/balance.js';
import { balances } from './account/balances.js';
import { cancelAllOrders } from './market/cancelAllOrders.js';
import { cancelOrder } from './market/cancelOrder.js';
import { createBeneficiary } from './account/createBeneficiary.js';
import { createLightningInvoice } from './account/createLightningInvoice.js';
import { createOrder } from './market/createOrder.js';
import { createWithdrawal } from './account/createWithdrawal.js';
import { currencies } from './public/currencies.js';
import { currency } from './public/currency.js';
import { deleteBeneficiary } from './account/deleteBeneficiary.js';
import { depositAddress } from './account/depositAddress.js';
import { depositByTxid } from './account/depositByTxid.js';
import { depth } from './public/depth.js';
import { getBeneficiary } from './account/getBeneficiary.js';
import { getOrder } from './market/getOrder.js';
import { healthAlive } from './public/healthAlive.js';
import { kLine } from './public/kLine.js';
import { listBeneficiaries } from './account/listBeneficiaries.js';
import { listDeposits } from './account/listDeposits.js';
import { listOrders } from './market/listOrders.js';
import { listTrades } from './market/listTrades.js';
import { listWithdrawals } from './account/listWithdrawals.js';
import { markets } from './public/markets.js';
import { payLightning } from './account/payLightning.js';
import { paymentMethods } from './payments/paymentMethods.js';
import { publicTrades } from './public/publicTrades.js';
import { redeemVoucher } from './payments/redeemVoucher.js';
import { ticker } from './public/ticker.js';
import { withdrawQuote } from './account/withdrawQuote.js';

export const endpoints = [
  healthAlive, ticker, allTickers, kLine, depth, publicTrades, markets, currencies, currency,
  createBeneficiary, activateBeneficiary, deleteBeneficiary, getBeneficiary, listBeneficiaries,
  withdrawQuote, createWithdrawal, listWithdrawals,
  paymentMethods, redeemVoucher,
  depositAddress, depositByTxid, listDeposits,
  balance, balances,
  payLightning, createLightningInvoice,
  createOrder, getOrder, listOrders, listTrades, cancelOrder, cancelAllOrders,
] as const;
