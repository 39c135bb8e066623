// An alert's rule in words: as the end of a sentence, and short as it would be typed, for a button. Each kind has its own (alerts/).
import type { AlertRepeat, AlertRule } from '../model/alert.js';
import type { Rich } from '../model/message.js';
import type { AlertUnits } from './alerts/alertText.js';
import { textOf } from './alerts/index.js';
import { showCode, showNumber, showSpan } from './format.js';
import type { Say } from './index.js';
import { outside } from './outside.js';

/** "rises to R900 000.00 or above": what comes after the market's name, or after alertSubject. */
export const alertRule = (say: Say, rule: AlertRule, units: AlertUnits): Rich => textOf(rule).rule(say, rule, units);

/** Who the sentence is about: the market, or what the kind says where it is none. */
export const alertSubject = (say: Say, rule: AlertRule, marketName: string): Rich => textOf(rule).subject(say, rule) ?? outside(marketName, 40);

/** "BTC > R900 000.00": short enough for a button. */
export const alertShort = (say: Say, rule: AlertRule, { base, quote }: AlertUnits): Rich => textOf(rule).short(say, rule, { coin: showCode(base), quote });

/** "At most every 4 h, ..."; undefined for one that fires once. */
export function alertRepeat(say: Say, rule: AlertRule, repeat: AlertRepeat | undefined): Rich | undefined {
  return repeat === undefined ? undefined : say(textOf(rule).repeats, { every: showSpan(say, repeat.everyMs), band: showNumber(say, repeat.band) });
}
