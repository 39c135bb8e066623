// One way of bringing rand in, with its limits, for /deposit and /voucher.
import type { Rich } from '../../src/model/message.js';
import type { PaymentMethod } from '../../src/model/payments/paymentMethod.js';
import { showRand } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import type { Values } from '../../src/text/rich.js';

const nameLimit = 60;

export function methodRow(say: Say, { name, minAmount, maxAmount }: PaymentMethod): Rich {
  const values: Values = { name: outside(name, nameLimit), least: minAmount === undefined ? '' : showRand(say, minAmount), most: maxAmount === undefined ? '' : showRand(say, maxAmount) };
  if (minAmount === undefined) return say(maxAmount === undefined ? 'method.plain' : 'method.upTo', values);
  return say(maxAmount === undefined ? 'method.from' : 'method.between', values);
}
