// Makes a setting that is an amount: of rand or of sats, within bounds, with a few usual ones as buttons.
import { decimalPlaces, isAbove, isMoreSats, sats, type Decimal, type Sats } from '../../../src/model/money.js';
import type { Rich } from '../../../src/model/message.js';
import type { Settings } from '../../../src/model/user.js';
import { showRand, showSats } from '../../../src/text/format.js';
import type { Say } from '../../../src/text/index.js';
import type { TextKey } from '../../../src/text/language.js';
import { askAmount } from '../../../src/text/choices.js';
import { readAmountText } from '../../../src/words/amount.js';
import { outside, type Outside } from '../../../src/text/outside.js';
import { isOffWord, save, type Choice, type Seen, type Setting, type Taken } from './setting.js';
import { concat } from '../../../src/text/rich.js';

/** How amounts of one kind are read, compared and shown. */
interface Unit<Amount> {
  /** With its unit. */
  show(say: Say, value: Amount): Rich;
  /** The amount that a number is of; undefined where it is too fine or too large for one. */
  amountOf(value: Decimal): Amount | undefined;
  isMore(a: Amount, b: Amount): boolean;
  /** What a number is of. */
  readonly of: 'rand' | 'sats';
  /** Says what may be typed. */
  readonly bad: TextKey;
}

const centPlaces = 2;

export const randUnit: Unit<Decimal> = {
  show: (say, value) => concat(showRand(say, value, decimalPlaces(value) === 0 ? 0 : centPlaces)),
  amountOf: (value) => (decimalPlaces(value) > centPlaces ? undefined : value),
  isMore: isAbove, of: 'rand', bad: 'settings.badRand',
};

export const satsUnit: Unit<Sats> = {
  show: (say, value) => say('figure.sats', { count: showSats(say, value) }),
  amountOf: sats,
  isMore: isMoreSats, of: 'sats', bad: 'settings.badSats',
};

interface AmountSpec<Amount extends string> {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly unit: Unit<Amount>;
  read(settings: Settings): Amount | undefined;
  /** The settings with it, or without. */
  write(settings: Settings, value: Amount | undefined): Settings;
  readonly bounds: { readonly least: Amount; readonly most: Amount };
  /** What holds while nothing is set; undefined: none, and it can be switched off again. */
  readonly standing?: Amount;
  readonly usual: readonly Amount[];
  /** Its sentences are settings.<texts>.label, .line, .about, .set and, where it can be, .off. */
  readonly texts: 'ceiling' | 'lightning' | 'dust';
}

/** Longest typed text that is shown back. */
const typedShown = 40;

export function makeAmountSetting<Amount extends string>(spec: AmountSpec<Amount>): Setting {
  const valueOf = (settings: Settings): Amount | undefined => spec.read(settings) ?? spec.standing;
  const key = <Part extends 'label' | 'line' | 'about' | 'set'>(part: Part) => `settings.${spec.texts}.${part}` as const satisfies TextKey;
  const shown = (seen: Seen): Rich => {
    const value = valueOf(seen.user.settings);
    return value === undefined ? seen.say('settings.isOff') : spec.unit.show(seen.say, value);
  };
  return {
    name: spec.name, aliases: spec.aliases, label: key('label'),
    line: (seen) => seen.say(key('line'), { value: shown(seen) }),
    page: (seen) => ({
      text: seen.say(key('about'), { value: shown(seen), ...bounds(spec, seen.say), example: example(spec) }),
      choices: choices(spec, seen, valueOf(seen.user.settings)), perRow: 2,
    }),
    take: (seen, words) => take(spec, seen, words),
  };
}

const bounds = <Amount extends string>({ unit, bounds: { least, most } }: AmountSpec<Amount>, say: Say): Readonly<Record<'least' | 'most', Rich>> =>
  ({ least: unit.show(say, least), most: unit.show(say, most) });
const example = <Amount extends string>({ name, usual }: AmountSpec<Amount>): Outside => outside(`/settings ${name} ${usual[1] ?? ''}`);

function choices<Amount extends string>(spec: AmountSpec<Amount>, { say }: Seen, now: Amount | undefined): readonly Choice[] {
  const amounts = spec.usual.map((value) => ({ label: spec.unit.show(say, value).text, words: `${spec.name} ${value}`, isChosen: now === value }));
  return spec.standing === undefined ? [{ label: say('settings.off').text, words: `${spec.name} off`, isChosen: now === undefined }, ...amounts] : amounts;
}

async function take<Amount extends string>(spec: AmountSpec<Amount>, seen: Seen, words: readonly string[]): Promise<Taken> {
  if (isOffWord(words) && spec.standing === undefined) return keep(spec, seen, undefined);
  const typed = words.join(' ');
  const read = readAmountText(typed, 'setting', spec.unit.of);
  const readings = read.kind === 'ask' ? read.readings.flatMap(({ value }) => fitting(spec, value)) : [];
  if (read.kind === 'ask' && readings.length > 0) {
    return { kind: 'wrong', why: askAmount(seen.say, { why: read.why, typed: typed.slice(0, typedShown) }), choices: readings.map((value) => ({ label: spec.unit.show(seen.say, value).text, words: `${spec.name} ${value}` })) };
  }
  const [value] = read.kind === 'exact' ? fitting(spec, read.amount.value) : [];
  return value === undefined ? { kind: 'wrong', why: refusal(spec, seen, typed) } : keep(spec, seen, value);
}

/** The amount, where it is within the bounds. */
function fitting<Amount extends string>({ bounds: { least, most }, unit }: AmountSpec<Amount>, value: Decimal): readonly Amount[] {
  const amount = unit.amountOf(value);
  return amount === undefined || unit.isMore(least, amount) || unit.isMore(amount, most) ? [] : [amount];
}

const refusal = <Amount extends string>(spec: AmountSpec<Amount>, { say }: Seen, typed: string): Rich =>
  say(spec.unit.bad, { typed: outside(typed, typedShown), ...bounds(spec, say), example: example(spec) });

async function keep<Amount extends string>(spec: AmountSpec<Amount>, seen: Seen, value: Amount | undefined): Promise<Taken> {
  await save(seen, (settings) => spec.write(settings, value));
  if (value !== undefined) return { kind: 'changed', line: (say) => say(`settings.${spec.texts}.set`, { value: spec.unit.show(say, value) }) };
  return { kind: 'changed', line: (say) => say(spec.texts === 'dust' ? 'settings.dust.noneSet' : 'settings.ceiling.noneSet') };
}
