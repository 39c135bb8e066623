// Every REST call of the exchange, in the order of API.txt.
import { activateBeneficiary } from './activateBeneficiary.js';
import { allTickers } from './allTickers.js';
import { balance } from './balance.js';
import { balances } from './balances.js';
import { cancelAllOrders } from './cancelAllOrders.js';
import { cancelOrder } from './cancelOrder.js';
import { createBeneficiary } from './createBeneficiary.js';
import { createLightningInvoice } from './createLightningInvoice.js';
import { createOrder } from './createOrder.js';
import { createWithdrawal } from './createWithdrawal.js';
import { currencies } from './currencies.js';
import { currency } from './currency.js';
import { deleteBeneficiary } from './deleteBeneficiary.js';
import { depositAddress } from './depositAddress.js';
import { depositByTxid } from './depositByTxid.js';
import { depth } from './depth.js';
import { getBeneficiary } from './getBeneficiary.js';
import { getOrder } from './getOrder.js';
import { healthAlive } from './healthAlive.js';
import { kLine } from './kLine.js';
import { listBeneficiaries } from './listBeneficiaries.js';
import { listDeposits } from './listDeposits.js';
import { listOrders } from './listOrders.js';
import { listTrades } from './listTrades.js';
import { listWithdrawals } from './listWithdrawals.js';
import { markets } from './markets.js';
import { payLightning } from './payLightning.js';
import { paymentMethods } from './paymentMethods.js';
import { publicTrades } from './publicTrades.js';
import { redeemVoucher } from './redeemVoucher.js';
import { ticker } from './ticker.js';
import { withdrawQuote } from './withdrawQuote.js';

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
