// How far the best price may move between a card and the tap on it, in per cent.
import { defaultMoveLimit, moveLimitBounds } from '../../../src/model/trading/priceLimits.js';
import { makePercentSetting } from './percentSetting.js';

export const move = makePercentSetting({ name: 'move', field: 'moveLimit', bounds: moveLimitBounds, standing: defaultMoveLimit, usual: ['0.1', '0.5', '1', '2'] });
