// Below how many rand a balance is folded into one line of /balance and of the summaries.
import { dustLimitBounds } from '../../src/model/valuation.js';
import { makeAmountSetting } from './amountSetting.js';

export const dust = makeAmountSetting({
  name: 'dust', aliases: [], field: 'dustLimit', unit: 'rand', texts: 'dust',
  bounds: dustLimitBounds, usual: ['1', '10', '50', '100'],
});
