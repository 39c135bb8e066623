// What the chat says a sale earned, against the exchange's own list of trades.
import { unitByName } from '../../../src/markets/marketUnits.js';
import { isZero, plus } from '../../../src/model/money.js';
import { profitSteps, type Profit } from '../../../src/model/trading/profit.js';
import { addSales, inCents, noSale } from '../../../src/model/trading/saleCost.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { cents, readFill } from '../told.js';
import type { World } from './world.js';

/** "Profit: R1.00 (…" is 100 cents and "Loss: R1.00 (…" is -100. */
export function readEarned(text: string): string | undefined {
  const [, word, amount = ''] = /^(Profit|Loss): (R[\d\u00a0.]+)/m.exec(text) ?? [];
  return word === undefined ? undefined : `${word === 'Loss' ? '-' : ''}${cents(amount)}`;
}

const signed = (value: string): string => (value.startsWith('-') ? `-${cents(value.slice(1))}` : cents(value));

function profitOf(trades: readonly Trade[]): Profit {
  const steps = profitSteps(trades, unitByName, { from: 0, until: Infinity });
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** Messages whose claim of a profit or loss is not what the trades come to; nothing need be claimed. */
export function untrueEarnings({ chat, venue }: World): readonly string[] {
  const { sales } = profitOf(venue.trades.map(({ trade }) => trade));
  return chat.messages.flatMap(({ text }) => {
    const [fill, told] = [readFill(text), readEarned(text)];
    if (fill === undefined || told === undefined) return [];
    const own = sales.filter(({ trade }) => trade.orderId === fill.orderId).reduce(addSales, noSale);
    const truth = isZero(own.unbought) ? signed(inCents(own).realised) : 'unknown';
    // An order filled further in a later message is told there.
    return told === truth || fill.filled !== plus(own.sold, own.unbought) ? [] : [`of order ${fill.orderId} a profit of ${told} cents is told, and it is ${truth}`];
  });
}
