// The most that may leave over Lightning in 24 hours, in sats.
import { defaultPayDayLimit, payDayLimitBounds } from '../../src/model/payLimits.js';
import { makeAmountSetting } from './amountSetting.js';

export const lightning = makeAmountSetting({
  name: 'lightning', aliases: ['pay'], field: 'payDayLimit', unit: 'sats', texts: 'lightning',
  bounds: payDayLimitBounds, standing: defaultPayDayLimit, usual: ['50000', '200000', '500000', '1000000'],
});
