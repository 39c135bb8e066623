// The words of an alert on a price: "btc > 900000".
import type { Direction, PriceCrossesRule } from '../../model/alert.js';
import type { Decimal } from '../../model/money.js';
import { showMoney } from '../format.js';
import { showNamedPrice, showNowPrice, type AlertText, type Fired } from './alertText.js';
import { comparison, parseDirection, showDirection, withNumber } from './typedAlert.js';

interface PriceWords {
  readonly kind: 'priceCrosses';
  readonly coin: string;
  readonly direction: Direction;
  readonly threshold: Decimal;
}

interface PriceFired extends Fired {
  /** Absent in a row stored before there were other kinds. */
  readonly kind?: 'priceCrosses';
  /** above: judged on the best bid; below: judged on the best ask. */
  readonly direction: Direction;
  readonly threshold: Decimal;
}

const shape = new RegExp(`^(.+?) ?${comparison} ?(.*)$`, 'i');

export const priceCrosses: AlertText<PriceCrossesRule, PriceWords, PriceFired> = {
  parse(text, tail) {
    const match = shape.exec(text);
    if (match === null) return undefined;
    const [, coin = '', sign = '', typed = ''] = match;
    return withNumber({ typed, number: 'price', unit: 'zar', before: `${coin} ${sign} `, after: tail }, (threshold) => ({ kind: 'priceCrosses', coin, direction: parseDirection(sign), threshold }));
  },
  rule: (say, { direction, threshold }, { quote }) => say(`alert.rule.${direction}`, { threshold: showMoney(say, threshold, quote) }),
  subject: () => undefined,
  short: (say, { direction, threshold }, { coin, quote }) => say('alert.short.level', { coin, sign: showDirection(direction), level: showMoney(say, threshold, quote) }),
  fired(say, data, { market, price, time }) {
    const above = data.direction === 'above';
    const threshold = showNamedPrice(say, data, data.threshold);
    const head = data.already === true ? (above ? 'alert.isAbove' : 'alert.isBelow') : above ? 'alert.firedAbove' : 'alert.firedBelow';
    return { head: say(head, { market, price, threshold }), basis: say(above ? 'alert.judgedAbove' : 'alert.judgedBelow', { time }) };
  },
  stale(say, data, { market, time }, now) {
    const above = data.direction === 'above';
    const words = data.already === true ? (above ? 'alert.wasAbove' : 'alert.wasBelow') : above ? 'alert.staleAbove' : 'alert.staleBelow';
    return say(words, { market, time, threshold: showNamedPrice(say, data, data.threshold), now: showNowPrice(say, data, now, above ? 'bid' : 'ask') });
  },
  repeats: 'alert.repeats',
  goesOn: 'alert.goesOn',
};
