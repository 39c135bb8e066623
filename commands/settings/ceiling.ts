// The most one order may be worth, in rand; kept at drafting by commands/orderCeiling.ts.
import { orderCeilingBounds } from '../../src/model/priceLimits.js';
import { makeAmountSetting } from './amountSetting.js';

export const ceiling = makeAmountSetting({
  name: 'ceiling', aliases: ['order', 'largest'], field: 'orderCeiling', unit: 'rand', texts: 'ceiling',
  bounds: orderCeilingBounds, usual: ['1000', '5000', '10000', '50000'],
});
