// On which side of a price an alert fires where that was not said: by the live price, else it is asked; of a move it is always asked.
import type { Reply } from '../../src/bot/command.js';
import type { AlertRepeat, AlertRule, Direction, PercentMoveRule, PriceCrossesRule } from '../../src/model/alert.js';
import type { Buttons } from '../../src/model/message.js';
import type { Market } from '../../src/model/trading/market.js';
import { decimal, isAbove, isBelow, times, type Decimal } from '../../src/model/money.js';
import { alertShort } from '../../src/text/alertRule.js';
import type { Say } from '../../src/text/index.js';
import type { SidelessWords } from '../../src/text/parseAlert.js';
import { unmistakable } from '../../src/words/digits.js';
import { fittingButton } from '../answers/buttonRows.js';
import type { Core } from '../core.js';

type Move = Extract<SidelessWords, { readonly kind: 'move' }>;

/** A price so many times away may be no price at all ("btc 5"). */
const farTimes = decimal('10');

/** Above what is bid and below what is asked there is one side that is not so already; undefined between them, far away, and while the book is not known. */
export function sideOf(core: Pick<Core, 'markets'>, market: Market, threshold: Decimal): Direction | undefined {
  const { state, bestBid, bestAsk } = core.markets.book(market.id);
  if (state !== 'synced' || bestBid === undefined || bestAsk === undefined) return undefined;
  if (isAbove(threshold, times(bestAsk.price, farTimes)) || isBelow(times(threshold, farTimes), bestBid.price)) return undefined;
  if (isAbove(threshold, bestAsk.price)) return 'above';
  return isBelow(threshold, bestBid.price) ? 'below' : undefined;
}

/** Both sides of a price. */
export const sidesOf = (market: Market, threshold: Decimal): readonly PriceCrossesRule[] => (['above', 'below'] as const).map((direction) => ({ kind: 'priceCrosses', market: market.id, direction, threshold }));

/** A button for each side that can be. */
export function askSide(say: Say, market: Market, threshold: Decimal, repeat: AlertRepeat | undefined, rules: readonly PriceCrossesRule[]): Reply {
  return { text: say('alert.noComparison'), buttons: buttonsFor(say, market, rules, repeat, ({ direction }) => `${direction === 'above' ? '>' : '<'} ${unmistakable(threshold)}`) };
}

/** A move up, down, and either way. */
export const waysOf = (market: Market, { percent, windowMs }: Move): readonly PercentMoveRule[] => (['up', 'down', 'both'] as const).map((direction) => ({ kind: 'percentMove', market: market.id, direction, percent, windowMs }));

/** A button for each way that can be. */
export function askWay(say: Say, market: Market, { percent, windowMs }: Move, repeat: AlertRepeat | undefined, rules: readonly PercentMoveRule[]): Reply {
  const signs = { up: '+', down: '-', both: '+-' } as const;
  return { text: say('alert.whichWay'), buttons: buttonsFor(say, market, rules, repeat, ({ direction }) => `${signs[direction]}${unmistakable(percent)}% ${spanWords(windowMs)}`) };
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const spanWords = (ms: number): string => (ms % hourMs === 0 ? `${ms / hourMs}h` : `${ms / minuteMs}m`);
/** Repeats are typed in the words that every language reads. */
const repeatWords = (repeat: AlertRepeat | undefined): string => (repeat === undefined ? '' : ` every ${spanWords(repeat.everyMs)} band ${unmistakable(repeat.band)}%`);

function buttonsFor<Rule extends AlertRule>(say: Say, market: Market, rules: readonly Rule[], repeat: AlertRepeat | undefined, wordsOf: (rule: Rule) => string): Buttons {
  return rules.flatMap((rule) => fittingButton(alertShort(say, rule, market).text, `alert ${market.id} ${wordsOf(rule)}${repeatWords(repeat)}`));
}
