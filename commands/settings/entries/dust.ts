// Below how many rand a balance is folded into one line of /balance and of the summaries.
import { dustLimitBounds } from '../../../src/model/trading/valuation.js';
import { decimal } from '../../../src/model/money.js';
import { makeAmountSetting, randUnit } from './amountSetting.js';
import { put } from './setting.js';

export const dust = makeAmountSetting({
  name: 'dust', aliases: [], unit: randUnit, texts: 'dust',
  read: (settings) => settings.dustLimit, write: (settings, value) => put(settings, 'dustLimit', value),
  bounds: dustLimitBounds, usual: ['1', '10', '50', '100'].map(decimal),
});
