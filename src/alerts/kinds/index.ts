// The alert kinds there are, by name; a new kind is a file of its own and a line here.
import type { AlertRule } from '../../model/alert.js';
import type { AlertKind } from '../alertKind.js';
import { balanceBelow } from './balanceBelow.js';
import { candleClose } from './candleClose.js';
import { orderNear } from './orderNear.js';
import { percentMove } from './percentMove.js';
import { priceCrosses } from './priceCrosses.js';
import { spread } from './spread.js';

export const alertKinds = { priceCrosses, percentMove, candleClose, spread, orderNear, balanceBelow } as const;

/** The kind of a rule: it takes that rule, and alerts made of it. */
export const kindOf = ({ kind }: Pick<AlertRule, 'kind'>): AlertKind<AlertRule> => alertKinds[kind] as unknown as AlertKind<AlertRule>;
