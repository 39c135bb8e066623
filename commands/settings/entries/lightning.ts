// The most that may leave over Lightning in 24 hours, in sats.
import { defaultPayDayLimit, payDayLimitBounds } from '../../../src/model/payments/payLimits.js';
import type { Sats } from '../../../src/model/money.js';
import { makeAmountSetting, satsUnit } from './amountSetting.js';
import { put } from './setting.js';

export const lightning = makeAmountSetting({
  name: 'lightning', aliases: ['pay'], unit: satsUnit, texts: 'lightning',
  read: (settings) => settings.payDayLimit, write: (settings, value) => put(settings, 'payDayLimit', value),
  bounds: payDayLimitBounds, standing: defaultPayDayLimit, usual: ['50000', '200000', '500000', '1000000'] as Sats[],
});
