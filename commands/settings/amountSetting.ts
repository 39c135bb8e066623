// Makes a setting that is an amount: of rand or of sats, within bounds, with a few usual ones as buttons.
import { decimal, decimalPlaces, isAbove, isBelow, type Decimal } from '../../src/model/money.js';
import type { Rich } from '../../src/model/message.js';
import type { Settings } from '../../src/model/user.js';
import { showAmount, showRand } from '../../src/text/format.js';
import type { TextKey } from '../../src/text/index.js';
import { parseNumber } from '../../src/text/parseAmount.js';
import { clean } from '../../src/text/rich.js';
import { isOffWord, put, save, type Choice, type Seen, type Setting, type Taken } from './setting.js';

interface AmountSpec {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly field: 'orderCeiling' | 'payDayLimit' | 'dustLimit';
  readonly unit: 'rand' | 'sats';
  readonly bounds: { readonly least: Decimal; readonly most: Decimal };
  /** What holds while nothing is set; undefined: none, and it can be switched off again. */
  readonly standing?: Decimal;
  readonly usual: readonly string[];
  /** Its sentences are settings.<texts>.label, .line, .about, .set and, where it can be, .off. */
  readonly texts: 'ceiling' | 'lightning' | 'dust';
}

/** Longest typed text that is shown back. */
const typedShown = 40;

export function makeAmountSetting(spec: AmountSpec): Setting {
  const valueOf = (settings: Settings): Decimal | undefined => settings[spec.field] ?? spec.standing;
  const key = <Part extends 'label' | 'line' | 'about' | 'set'>(part: Part) => `settings.${spec.texts}.${part}` as const satisfies TextKey;
  const shown = (seen: Seen): Rich | string => {
    const value = valueOf(seen.user.settings);
    return value === undefined ? seen.say('settings.isOff') : show(spec.unit, value);
  };
  return {
    name: spec.name, aliases: spec.aliases, label: key('label'),
    line: (seen) => seen.say(key('line'), { value: shown(seen) }),
    page: (seen) => ({
      text: seen.say(key('about'), { value: shown(seen), least: show(spec.unit, spec.bounds.least), most: show(spec.unit, spec.bounds.most), example: example(spec) }),
      choices: choices(spec, seen, valueOf(seen.user.settings)), perRow: 2,
    }),
    take: (seen, words) => take(spec, seen, words),
  };
}

const show = (unit: AmountSpec['unit'], value: Decimal): string => (unit === 'rand' ? showRand(value, decimalPlaces(value) === 0 ? 0 : 2) : showAmount(value, 'sats').replace('SATS', 'sats'));
const example = ({ name, usual }: AmountSpec): string => `/settings ${name} ${usual[1] ?? ''}`;

function choices(spec: AmountSpec, { say }: Seen, now: Decimal | undefined): readonly Choice[] {
  const amounts = spec.usual.map((value) => ({ label: show(spec.unit, decimal(value)), words: `${spec.name} ${value}`, isChosen: now === value }));
  return spec.standing === undefined ? [{ label: say('settings.off').text, words: `${spec.name} off`, isChosen: now === undefined }, ...amounts] : amounts;
}

async function take(spec: AmountSpec, seen: Seen, words: readonly string[]): Promise<Taken> {
  if (isOffWord(words) && spec.standing === undefined) return keep(spec, seen, undefined);
  const typed = words.join(' ');
  const bare = spec.unit === 'rand' ? typed.replace(/^r\s*/i, '') : typed.replace(/\s*sats?$/i, '');
  const read = parseNumber(bare, { rand: spec.unit === 'rand' });
  const readings = read.kind === 'ask' ? read.readings.filter((value) => fits(spec, value)) : [];
  if (readings.length > 0) {
    return { kind: 'wrong', why: seen.say('order.ask', { typed: clean(typed, typedShown) }), choices: readings.map((value) => ({ label: show(spec.unit, value), words: `${spec.name} ${value}` })) };
  }
  return read.kind === 'exact' && fits(spec, read.value) ? keep(spec, seen, read.value) : { kind: 'wrong', why: refusal(spec, seen, typed) };
}

const fits = ({ bounds, unit }: AmountSpec, value: Decimal): boolean =>
  !isBelow(value, bounds.least) && !isAbove(value, bounds.most) && decimalPlaces(value) <= (unit === 'rand' ? 2 : 0);

function refusal(spec: AmountSpec, { say }: Seen, typed: string): Rich {
  const { least, most } = spec.bounds;
  return say(spec.unit === 'rand' ? 'settings.badRand' : 'settings.badSats', { typed: clean(typed, typedShown), least: show(spec.unit, least), most: show(spec.unit, most), example: example(spec) });
}

async function keep(spec: AmountSpec, seen: Seen, value: Decimal | undefined): Promise<Taken> {
  await save(seen, (settings) => put(settings, spec.field, value));
  if (value !== undefined) return { kind: 'changed', line: (say) => say(`settings.${spec.texts}.set`, { value: show(spec.unit, value) }) };
  return { kind: 'changed', line: (say) => say(spec.texts === 'dust' ? 'settings.dust.noneSet' : 'settings.ceiling.noneSet') };
}
