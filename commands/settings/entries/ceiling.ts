// The most one order may be worth, in rand; kept at drafting by commands/trade/orderCeiling.ts.
import { orderCeilingBounds } from '../../../src/model/trading/priceLimits.js';
import { decimal } from '../../../src/model/money.js';
import { makeAmountSetting, randUnit } from './amountSetting.js';
import { put } from './setting.js';

export const ceiling = makeAmountSetting({
  name: 'ceiling', aliases: ['order', 'largest'], unit: randUnit, texts: 'ceiling',
  read: (settings) => settings.orderCeiling, write: (settings, value) => put(settings, 'orderCeiling', value),
  bounds: orderCeilingBounds, usual: ['1000', '5000', '10000', '50000'].map(decimal),
});
