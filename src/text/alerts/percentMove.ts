// The words of an alert on a move: "btc +5% 1h".
import type { PercentMoveRule } from '../../model/alert.js';
import { absolute, isNegative, type Decimal } from '../../model/money.js';
import { showNumber, showSpan } from '../format.js';
import type { Say } from '../index.js';
import { readSpan } from '../../words/parseSpan.js';
import { showFiredPrice, showNowPrice, showRateBeside, type AlertText, type Fired } from './alertText.js';
import { withNumber } from './typedAlert.js';
import type { Shown } from '../rich.js';

interface MoveWords {
  readonly kind: 'percentMove';
  readonly coin: string;
  readonly direction: 'up' | 'down' | 'both';
  readonly percent: Decimal;
  readonly windowMs: number;
}

interface MoveFired extends Fired {
  readonly kind: 'percentMove';
  readonly percent: Decimal;
  readonly windowMs: number;
  /** In per cent, down negative. */
  readonly change: Decimal;
  /** The lowest bid or highest ask that it was measured from. */
  readonly reference: Decimal;
}

const shape = /^(.+?) (\+\/?[-−]|[-−]\/?\+|±|[+\-−–]) ?([\d.,]+) ?%(?: (?:in|within))? ?(.*)$/i;
/** A move without a window is one of an hour. */
export const usualWindowMs = 3_600_000;
const signs = { up: '+', down: '−', both: '±' } as const;

export const percentMove: AlertText<PercentMoveRule, MoveWords, MoveFired> = {
  parse(text, tail) {
    const match = shape.exec(text);
    if (match === null) return undefined;
    const [, coin = '', way = '', typed = '', typedWindow = ''] = match;
    const windowMs = typedWindow === '' ? usualWindowMs : readSpan(typedWindow);
    if (windowMs === undefined) return { kind: 'wrong', why: 'badWindow' };
    const direction = way === '+' ? 'up' : /^[-−–]$/u.test(way) ? 'down' : 'both';
    const after = `%${typedWindow === '' ? '' : ` ${typedWindow}`}${tail}`;
    return withNumber({ typed, number: 'percent', unit: '%', before: `${coin} ${way}`, after }, (percent) => ({ kind: 'percentMove', coin, direction, percent, windowMs }));
  },
  rule: (say, { direction, percent, windowMs }) => say(`alert.rule.move.${direction}`, { percent: showNumber(say, percent), window: showSpan(say, windowMs) }),
  subject: () => undefined,
  short: (say, { direction, percent, windowMs }, { coin }) => say('alert.short.move', { coin, sign: signs[direction], percent: showNumber(say, percent), window: showSpan(say, windowMs) }),
  fired(say, data, shown) {
    const way = wayOf(data);
    const values = { ...shown, ...valuesOf(say, data), reference: showFiredPrice(say, data, data.reference) };
    return { head: say(`alert.firedMove.${way}`, values), basis: say(`alert.judgedMove.${way}`, values) };
  },
  stale(say, data, { market, time }, now) {
    const way = wayOf(data);
    return say(`alert.staleMove.${way}`, { market, time, ...valuesOf(say, data), now: showNowPrice(say, data, now, way === 'up' ? 'bid' : 'ask') });
  },
  // It starts anew each time, so no band has to be left.
  repeats: 'alert.repeatsMove',
  goesOn: 'alert.goesOnMove',
};

const wayOf = ({ change }: MoveFired): 'up' | 'down' => (isNegative(change) ? 'down' : 'up');
const valuesOf = (say: Say, { change, percent, windowMs }: MoveFired): Readonly<Record<'window' | 'change', Shown>> =>
  ({ window: showSpan(say, windowMs), change: showRateBeside(say, absolute(change), percent) });
