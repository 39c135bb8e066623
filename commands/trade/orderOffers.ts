// What a refused order is offered instead. Each offer is judged like an order that is typed before it becomes a button: none leads to a refusal.
import { type Shown } from '../../src/text/rich.js';
import type { Request } from '../../src/bot/command.js';
import type { Balance } from '../../src/model/balance.js';
import type { Buttons } from '../../src/model/message.js';
import { decimalPlaces, isPositive, round, type Decimal } from '../../src/model/money.js';
import type { Rows } from '../../src/model/rows.js';
import { defaultQuote } from '../../src/markets/findMarket.js';
import { wordsButton } from '../../src/text/cards/wordsButton.js';
import { showAmount, showMoney, showRand, showCode } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { showHeld } from '../../src/text/orderFigures.js';
import { priceWords, sizeWords } from '../../src/words/orderWords.js';
import { parseOrder } from '../../src/words/parseOrder.js';
import type { OrderSize } from '../../src/words/readSize.js';

import type { BookView } from '../../src/markets/markets.js';
import type { Core } from '../core.js';
import { judgeOrder, type Asked, type OrderFault } from './judgeOrder.js';

/** A label, and the words that stand after the command. */
interface Offer {
  readonly label: string;
  readonly words: string;
}

const cents = 2;

/** Who asks, and with what money. */
export interface Asker {
  readonly core: Core;
  readonly request: Request;
  readonly command: string;
  readonly balances: Rows<Balance>;
}

/** A row for each offer that would lead to a card now, the best first. */
export const workingOffers = (asker: Asker, say: Say, fault: OrderFault): Promise<Buttons> => rowsOf(asker, fault, offersOf(asker, say, fault));

/** As workingOffers, of the figure that was typed alone: as many rand. */
export const typedOffers = (asker: Asker, say: Say, fault: OrderFault): Promise<Buttons> =>
  rowsOf(asker, fault, fault.kind === 'short' ? asRand(say, fault.asked) : []);

async function rowsOf(asker: Asker, fault: OrderFault, offers: readonly Offer[]): Promise<Buttons> {
  const rows = [];
  for (const offer of offers) {
    const [button] = wordsButton(offer.label, `${asker.command} ${offer.words}`);
    if (button !== undefined && (await leadsToCard(asker, fault, offer.words))) rows.push([button]);
  }
  return rows;
}

/** What cannot be judged now is not offered either. */
async function leadsToCard({ core, request, balances }: Asker, fault: OrderFault, words: string): Promise<boolean> {
  const parsed = parseOrder(words, 'asked' in fault ? fault.asked.side : 'buy');
  if (parsed.kind !== 'order' || !('asked' in fault)) return false;
  try {
    const market = await core.markets.find(parsed.words.coin);
    if (market?.id !== fault.asked.market.id) return false;
    return (await judgeOrder(core, request, fault.asked.side, market, parsed.words, balances)).kind === 'drawable';
  } catch {
    return false;
  }
}

function offersOf({ core }: Asker, say: Say, fault: OrderFault): readonly Offer[] {
  switch (fault.kind) {
    case 'closed': case 'notRand': case 'ceiling': return [];
    case 'short': return [...asRand(say, fault.asked), ...payable(say, fault.asked)];
    case 'thin': return useVolume(say, fault.asked, round(fault.quote.volume, fault.asked.market.amountPrecision, 'down'));
    case 'wouldMatch': return resting(say, fault, core.markets.book(fault.asked.market.id));
    case 'breach': return corrected(say, fault);
  }
}

/** "0.01 btczar @830000 po" */
function wordsOf({ market, limit, postOnly }: Pick<Asked, 'market' | 'limit' | 'postOnly'>, size: OrderSize): string {
  return `${sizeWords(size)} ${market.id}${limit === undefined ? '' : ` ${priceWords({ kind: 'fixed', price: limit })}`}${postOnly && limit !== undefined ? ' po' : ''}`;
}

function useVolume(say: Say, asked: Asked, volume: Decimal): readonly Offer[] {
  return [{ label: say('order.useNearest', { nearest: showAmount(say, volume, asked.market.base) }).text, words: wordsOf(asked, { kind: 'base', volume }) }];
}

/** All that can be paid. Rand are named to the cent, so that a tap spends what the button says; of another currency all is named as a share. */
function payable(say: Say, asked: Asked): readonly Offer[] {
  const { market, side, usable } = asked;
  if (!isPositive(usable)) return [];
  if (side === 'sell') {
    const volume = round(usable, market.amountPrecision, 'down');
    return [{ label: say('order.sellWhatIs', { amount: showAmount(say, volume, market.base) }).text, words: wordsOf(asked, { kind: 'base', volume }) }];
  }
  const size: OrderSize = market.quote === defaultQuote ? { kind: 'rand', spend: round(usable, cents, 'down') } : { kind: 'share', percent: '100' as Decimal };
  return [{ label: say('order.buyFor', { amount: showHeld(say, usable, market.quote) }).text, words: wordsOf(asked, size) }];
}

/** A bare number beside a coin is coins; where those are beyond what there is, as many rand may have been meant. */
function asRand(say: Say, asked: Asked): readonly Offer[] {
  const { isBare, market, size } = asked;
  if (!isBare || size.kind !== 'base' || market.quote !== defaultQuote || decimalPlaces(size.volume) > cents) return [];
  const rand = showRand(say, size.volume, decimalPlaces(size.volume) === 0 ? 0 : cents);
  return [{ label: say('order.randOf', { rand, coin: showCode(market.base) }).text, words: wordsOf(asked, { kind: 'rand', spend: size.volume }) }];
}

/** Post-only at the best price of its own side, or as it is without post-only. */
function resting(say: Say, { asked, priced }: Extract<OrderFault, { readonly kind: 'wouldMatch' }>, book: BookView): readonly Offer[] {
  const { market, side, size } = asked;
  const money = (value: Decimal): Shown => showMoney(say, value, market.quote);
  const own = (side === 'buy' ? book.bestBid : book.bestAsk)?.price;
  return [
    ...(own === undefined ? [] : [{ label: say('order.postAtBest', { price: money(own) }).text, words: wordsOf({ market, limit: own, postOnly: true }, size) }]),
    { label: say('order.withoutPostOnly', { price: money(priced.price) }).text, words: wordsOf({ market, limit: priced.price, postOnly: false }, size) },
  ];
}

/** The nearest amount or price that keeps the rule. At another price the size stays as it was typed: what it came to at the refused one is not what was asked for. */
function corrected(say: Say, { asked, breach }: Extract<OrderFault, { readonly kind: 'breach' }>): readonly Offer[] {
  const { nearestPrice, nearestVolume } = breach;
  if (nearestVolume !== undefined) return useVolume(say, asked, nearestVolume);
  if (nearestPrice === undefined) return [];
  const label = say('order.useNearest', { nearest: showMoney(say, nearestPrice, asked.market.quote) }).text;
  return [{ label, words: wordsOf({ ...asked, limit: nearestPrice }, asked.size) }];
}
