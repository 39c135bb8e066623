// How an amount in doubt is asked: the question, and a label for each reading.
import { absolute, decimalPlaces, isNegative, type Decimal } from '../model/money.js';
import type { Rich } from '../model/message.js';
import type { AskReason } from '../words/amount.js';
import type { Choice } from '../words/readSize.js';
import { showAmount, showCode, showMoney, showNumber, showPercent } from './format.js';
import type { Say } from './index.js';
import { outside } from './outside.js';
import type { Shown } from './rich.js';

/** Longest part of the typed words that is repeated. */
const typedShown = 60;
/** Longest name of a coin, as typed, on a button. */
const coinShown = 12;

/** The question; `typed` is what is in doubt. */
export function askAmount(say: Say, { why, typed }: { readonly why: AskReason; readonly typed: string }): Rich {
  switch (why) {
    case 'foreign': return say('order.askForeign', { typed: outside(typed, typedShown) });
    case 'two': return say('order.askTwo');
    case 'number': case 'slang': case 'half': case 'each': return say('order.ask', { typed: outside(typed, typedShown) });
  }
}

/** A sum of rand with its cents, or more decimals where it has them. */
const showSum = (say: Say, value: Decimal, quote: string): Shown => showMoney(say, value, quote, quote === 'zar' ? Math.max(2, decimalPlaces(value)) : undefined);

/** One reading, on its button: with its coin where there is one, in the currency that prices are in. */
export function showChoice(say: Say, choice: Choice, coin: string | undefined, quote = 'zar'): string {
  const { unit, value } = choice;
  const name = showCode((choice.coin ?? coin ?? '').slice(0, coinShown));
  switch (unit) {
    case 'percent': return choice.coin === undefined ? say('order.shareOfRand', { percent: showNumber(say, value) }).text : `${showPercent(say, value)} ${name}`;
    case 'step': return `${isNegative(value) ? '−' : '+'}${showNumber(say, absolute(value))}%`;
    case 'coin': return name.length === 0 ? showNumber(say, value) : showAmount(say, value, name);
    case 'rand': {
      const sum = showSum(say, value, quote);
      if (choice.coin !== undefined) return say('order.randOf', { rand: sum, coin: name }).text;
      return choice.of === undefined ? sum : say(choice.of === 'each' ? 'order.each' : 'order.inAll', { price: sum }).text;
    }
  }
}
