// Makes a setting that is a percentage within bounds.
import { decimal, decimalPlaces, isAbove, isBelow, type Decimal } from '../../../src/model/money.js';
import { showNumber, showPercent } from '../../../src/text/format.js';
import type { Say } from '../../../src/text/index.js';
import { askAmount } from '../../../src/text/choices.js';
import { outside } from '../../../src/text/outside.js';
import { readAmountText } from '../../../src/words/amount.js';
import { put, save, type Seen, type Setting, type Taken } from './setting.js';
import type { Values } from '../../../src/text/rich.js';

const mostPlaces = 2;

interface PercentSpec {
  readonly name: 'slippage' | 'move';
  readonly field: 'slippageCeiling' | 'moveLimit';
  readonly bounds: { readonly least: Decimal; readonly most: Decimal };
  /** What holds while nothing is set. */
  readonly standing: Decimal;
  readonly usual: readonly string[];
}

export function makePercentSetting(spec: PercentSpec): Setting {
  const { name, bounds } = spec;
  const example = outside(`/settings ${name} ${spec.standing}`);
  const percentOf = ({ user }: Seen): Decimal => user.settings[spec.field] ?? spec.standing;
  const boundsOf = (say: Say): Values => ({ least: showNumber(say, bounds.least), most: showNumber(say, bounds.most) });
  return {
    name, aliases: [], label: `settings.${name}.label`,
    line: (seen) => seen.say(`settings.${name}.line`, { percent: showNumber(seen.say, percentOf(seen)) }),
    page: (seen) => ({
      text: seen.say(`settings.${name}.about`, { percent: showNumber(seen.say, percentOf(seen)), ...boundsOf(seen.say), example }),
      choices: spec.usual.map((value) => ({ label: showPercent(seen.say, decimal(value)), words: `${name} ${value}`, isChosen: percentOf(seen) === value })), perRow: 2,
    }),
    async take(seen, words): Promise<Taken> {
      const typed = words.join(' ');
      const { percent, readings } = readPercent(typed);
      const inDoubt = readings.filter((one) => !isBelow(one, bounds.least) && !isAbove(one, bounds.most));
      if (inDoubt.length > 0) {
        return { kind: 'wrong', why: askAmount(seen.say, { why: 'number', typed: typed.slice(0, 40) }), choices: inDoubt.map((one) => ({ label: showPercent(seen.say, one), words: `${name} ${one}` })) };
      }
      if (percent === undefined || isBelow(percent, bounds.least) || isAbove(percent, bounds.most)) {
        return { kind: 'wrong', why: seen.say(name === 'slippage' ? 'settings.badSlippage' : 'settings.badMove', { typed: outside(typed, 40), ...boundsOf(seen.say), example }) };
      }
      await save(seen, (settings) => put(settings, spec.field, percent));
      return { kind: 'changed', line: (say) => say(name === 'slippage' ? 'settings.slippageSet' : 'settings.moveSet', { percent: showNumber(say, percent) }) };
    },
  };
}

/** "1", "0.5", "0,5 %", "one percent": at most two decimals; `readings` where it has several ("1.500"). */
function readPercent(typed: string): { readonly percent?: Decimal; readonly readings: readonly Decimal[] } {
  const read = readAmountText(typed, 'setting', 'percent');
  const [only] = read.kind === 'exact' && decimalPlaces(read.amount.value) <= mostPlaces ? [read.amount.value] : [];
  const readings = read.kind === 'ask' ? read.readings.map(({ value }) => value).filter((value) => decimalPlaces(value) <= mostPlaces) : [];
  return only === undefined ? { readings } : { percent: only, readings };
}
