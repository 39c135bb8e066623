// The words of an alert on the price a candle closes at: "btc close 1h > 900000".
import { type CandleCloseRule, type ClosePeriod, closePeriods, type Direction } from '../../model/alert.js';
import type { Decimal } from '../../model/money.js';
import { showMoney, showPeriod } from '../format.js';
import { showNamedPrice, showNowPrice, type AlertText, type Fired } from './alertText.js';
import { comparison, parseDirection, showDirection, withNumber } from './typedAlert.js';

interface CandleWords {
  readonly kind: 'candleClose';
  readonly coin: string;
  readonly direction: Direction;
  readonly threshold: Decimal;
  readonly periodMinutes: ClosePeriod;
}

interface CandleFired extends Fired {
  readonly kind: 'candleClose';
  readonly direction: Direction;
  readonly threshold: Decimal;
  readonly periodMinutes: ClosePeriod;
}

const shape = new RegExp(`^(.+?) close[sd]? (\\S+?) ?${comparison} ?(.*)$`, 'i');

export const candleClose: AlertText<CandleCloseRule, CandleWords, CandleFired> = {
  parse(text, tail) {
    const match = shape.exec(text);
    if (match === null) return undefined;
    const [, coin = '', typedPeriod = '', sign = '', typed = ''] = match;
    const periodMinutes = closePeriods.find((minutes) => showPeriod(minutes) === typedPeriod.toLowerCase());
    if (periodMinutes === undefined) return { kind: 'wrong', why: 'badPeriod' };
    const before = `${coin} close ${typedPeriod} ${sign} `;
    return withNumber({ typed, number: 'price', unit: 'zar', before, after: tail }, (threshold) => ({ kind: 'candleClose', coin, direction: parseDirection(sign), threshold, periodMinutes }));
  },
  rule: (say, { direction, threshold, periodMinutes }, { quote }) => say(`alert.rule.close.${direction}`, { period: showPeriod(periodMinutes), threshold: showMoney(say, threshold, quote) }),
  subject: () => undefined,
  short: (say, { direction, threshold, periodMinutes }, { coin, quote }) =>
    say('alert.short.close', { coin, period: showPeriod(periodMinutes), sign: showDirection(direction), level: showMoney(say, threshold, quote) }),
  fired: (say, data, { market, price, time }) => ({
    head: say(`alert.firedClose.${data.direction}`, { market, price, period: showPeriod(data.periodMinutes), threshold: showNamedPrice(say, data, data.threshold) }),
    basis: say('alert.judgedClose', { time }),
  }),
  stale: (say, data, { market, price, time }, now) => say(`alert.staleClose.${data.direction}`, {
    market, time, price, period: showPeriod(data.periodMinutes), threshold: showNamedPrice(say, data, data.threshold), now: showNowPrice(say, data, now, data.direction === 'above' ? 'bid' : 'ask'),
  }),
  repeats: 'alert.repeats',
  goesOn: 'alert.goesOn',
};
