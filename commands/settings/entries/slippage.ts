// The most a market order may cost against the best price, in per cent.
import { defaultSlippageCeiling, slippageCeilingBounds } from '../../../src/model/trading/priceLimits.js';
import { makePercentSetting } from './percentSetting.js';

export const slippage = makePercentSetting({ name: 'slippage', field: 'slippageCeiling', bounds: slippageCeilingBounds, standing: defaultSlippageCeiling, usual: ['0.5', '1', '2', '5'] });
