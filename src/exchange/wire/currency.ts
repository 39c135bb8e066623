// Reads a currency and its rules (API.txt, Models: Currency).
import type { Currency } from '../../model/trading/market.js';
import { isPositive, type Decimal } from '../../model/money.js';
import { amountOrZero, asObject, optionalFlag, optionalInteger, optionalText, present, text, type WireObject } from './fields.js';

/** @throws ProtocolError when id or a number is unreadable. */
export function readCurrency(value: unknown): Currency {
  const from = asObject(value, 'currency');
  const id = text(from, 'currency', 'id', 'code').toLowerCase();
  return {
    id,
    name: optionalText(from, 'name') ?? id.toUpperCase(),
    type: optionalText(from, 'type') ?? 'coin',
    precision: optionalInteger(from, 'precision') ?? 8,
    depositEnabled: optionalFlag(from, 'deposit_enabled') ?? true,
    withdrawalEnabled: optionalFlag(from, 'withdrawal_enabled') ?? true,
    depositFee: amountOrZero(from, 'currency', 'deposit_fee'),
    withdrawFee: amountOrZero(from, 'currency', 'withdraw_fee'),
    minDepositAmount: amountOrZero(from, 'currency', 'min_deposit_amount'),
    minWithdrawAmount: amountOrZero(from, 'currency', 'min_withdraw_amount'),
    ...present({
      withdrawLimit24h: limit(from, 'withdraw_limit_24h'),
      withdrawLimit72h: limit(from, 'withdraw_limit_72h'),
      explorerTransaction: optionalText(from, 'explorer_transaction'),
      explorerAddress: optionalText(from, 'explorer_address'),
      minConfirmations: optionalInteger(from, 'min_confirmations'),
    }),
  };
}

/** Zero stands for no limit. */
function limit(from: WireObject, name: string): Decimal | undefined {
  const amount = amountOrZero(from, 'currency', name);
  return isPositive(amount) ? amount : undefined;
}
