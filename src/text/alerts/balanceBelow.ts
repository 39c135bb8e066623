// The words of an alert on what is held of a currency: "balance btc < 0.1".
import type { Part } from '../rich.js';
import type { BalanceBelowRule } from '../../model/alert.js';
import type { Decimal } from '../../model/money.js';
import { showCode, showMoney } from '../format.js';
import type { Say } from '../index.js';
import { showHeld } from '../orderFigures.js';
import { showNow, type AlertText, type Fired } from './alertText.js';
import { comparison, parseDirection, withNumber } from './typedAlert.js';

interface BalanceWords {
  readonly kind: 'balanceBelow';
  readonly coin: string;
  readonly threshold: Decimal;
}

interface BalanceFired extends Fired {
  readonly kind: 'balanceBelow';
  readonly threshold: Decimal;
}

const shape = new RegExp(`^balances? (\\S+) ?${comparison} ?(.*)$`, 'i');

export const balanceBelow: AlertText<BalanceBelowRule, BalanceWords, BalanceFired> = {
  parse(text, tail) {
    const match = shape.exec(text);
    if (match === null) return /^balances?\b/i.test(text) ? { kind: 'wrong', why: 'balanceForm' } : undefined;
    const [, coin = '', sign, typed = ''] = match;
    if (parseDirection(sign) === 'above') return { kind: 'wrong', why: 'balanceAbove' };
    const rand = /^(zar|rand?)$/i.test(coin);
    const before = `balance ${coin} < `;
    const words = (threshold: Decimal): BalanceWords => ({ kind: 'balanceBelow', coin, threshold });
    const read = withNumber({ typed, number: 'amount', unit: rand ? 'zar' : coin, before, after: tail }, words);
    return read.kind === 'wrongNumber' && read.why === 'unit' ? { kind: 'wrong', why: 'balanceUnit' } : read;
  },
  rule: (say, { currency, threshold }) => say('alert.rule.balance', { threshold: showMoney(say, threshold, currency) }),
  subject: (say, { currency }) => say('alert.subject.balance', { currency: showCode(currency) }),
  short: (say, { currency, threshold }) => say('alert.short.balance', { currency: showCode(currency), level: showMoney(say, threshold, currency) }),
  fired: (say, data, { price, time }) => ({
    head: say('alert.firedBalance', valuesOf(say, data, price)),
    basis: say('alert.judgedBalance', { time }),
  }),
  stale: (say, data, { price, time }, { held, places }) => say('alert.staleBalance', { ...valuesOf(say, data, price), time, now: showNow(say, held === undefined ? undefined : showHeld(say, held, data.base, places)) }),
  repeats: 'alert.repeats',
  goesOn: 'alert.goesOn',
};

const valuesOf = (say: Say, { base, threshold }: BalanceFired, held: Part): Readonly<Record<'held' | 'threshold', Part>> =>
  ({ held, threshold: showMoney(say, threshold, base) });
