// The words of an alert on the distance of the best bid and ask: "btc spread > 1%".
import type { Direction, SpreadRule } from '../../model/alert.js';
import { type Decimal } from '../../model/money.js';
import { spreadOf } from '../../model/trading/spreadOf.js';
import { showNumber, showRate } from '../format.js';
import type { Say } from '../index.js';
import { showNow, type AlertText, type Fired } from './alertText.js';
import { comparison, parseDirection, showDirection, withNumber } from './typedAlert.js';
import { concat, plain, type Shown } from '../rich.js';

interface SpreadWords {
  readonly kind: 'spread';
  readonly coin: string;
  readonly direction: Direction;
  readonly percent: Decimal;
}

interface SpreadFired extends Fired {
  readonly kind: 'spread';
  readonly direction: Direction;
  readonly percent: Decimal;
}

const shape = new RegExp(`^(.+?) spread ?${comparison} ?(.*?) ?%?$`, 'i');
/** Decimals of a spread, which has more of them than tell a person anything. */
const shownPlaces = 4;
const showSpread = (say: Say, spread: Decimal): Shown => showRate(say, spread, shownPlaces);

export const spread: AlertText<SpreadRule, SpreadWords, SpreadFired> = {
  parse(text, tail) {
    const match = shape.exec(text);
    if (match === null) return undefined;
    const [, coin = '', sign = '', typed = ''] = match;
    return withNumber({ typed, number: 'percent', unit: '%', before: `${coin} spread ${sign} `, after: `%${tail}` }, (percent) => ({ kind: 'spread', coin, direction: parseDirection(sign), percent }));
  },
  rule: (say, { direction, percent }) => say(`alert.rule.spread.${direction}`, { percent: showNumber(say, percent) }),
  subject: () => undefined,
  short: (say, { direction, percent }, { coin }) => say('alert.short.spread', { coin, sign: showDirection(direction), percent: showNumber(say, percent) }),
  fired: (say, { direction, percent, price }, { market, time }) => ({
    head: say(`alert.firedSpread.${direction}`, { market, spread: showSpread(say, price), percent: showNumber(say, percent) }),
    basis: say('alert.judgedSpread', { time }),
  }),
  stale(say, { direction, percent, price }, { market, time }, { book }) {
    const spread = book === undefined ? undefined : spreadOf(book);
    const now = showNow(say, spread === undefined ? undefined : concat(showSpread(say, spread), plain('%')));
    return say(`alert.staleSpread.${direction}`, { market, time, spread: showSpread(say, price), percent: showNumber(say, percent), now });
  },
  repeats: 'alert.repeats',
  goesOn: 'alert.goesOn',
};
