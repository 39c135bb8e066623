// Fees and totals: rand in cents unless that would hide them, other money with up to eight decimals.
import { expect, it } from '@jest/globals';
import { decimal } from '../../src/model/money.js';
import { speak } from '../../src/text/index.js';
import { showFee, showTotal } from '../../src/text/orderFigures.js';

it.each([
  ['83.9470596', 'zar', 'R83.95'], ['8.21913454', 'zar', 'R8.22'], ['0.02', 'zar', 'R0.02'], ['0.01', 'zar', 'R0.01'], ['0.0099', 'zar', 'R0.0099'], ['0.000000004', 'zar', 'R0.00'], ['0', 'zar', 'R0.00'],
  ['0.00002', 'btc', '0.00002 BTC'], ['0.123456789', 'btc', '0.12345679 BTC'],
])('%s %s is shown as %s', (value, currency, shown) => {
  const money = decimal(value);
  expect([showFee(speak('en'), money, currency), showFee(speak('en'), decimal(`-${value}`), currency), showTotal(speak('en'), money, currency)].map((text) => text.replaceAll('\u00a0', ' '))).toEqual([shown, shown, shown]);
});
