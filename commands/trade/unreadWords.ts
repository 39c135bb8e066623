// An order with words in it that are none of an order's: which they are, and a tap with what was read. Words that say no, or ask, leave no tap.
import type { Reply, Request } from '../../src/bot/command.js';
import { isEnabled } from '../../src/markets/findMarket.js';
import type { Market } from '../../src/model/trading/market.js';
import type { Side } from '../../src/model/trading/order.js';
import type { Buttons } from '../../src/model/message.js';
import { decimalPlaces } from '../../src/model/money.js';
import { wordsButton } from '../../src/text/cards/wordsButton.js';
import { showAmount, showCode, showMoney, showPercent, showRand } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { concat, join, type Part } from '../../src/text/rich.js';
import { findNamed, hasStop } from '../../src/words/leftover.js';
import { priceWords, sizeWords } from '../../src/words/orderWords.js';
import type { OrderWords, ParsedOrder } from '../../src/words/parseOrder.js';
import type { OrderSize } from '../../src/words/readSize.js';
import { nameCoins } from '../answers/unknownCoin.js';
import type { CapeCommand, Core } from '../core.js';
import { deskOf } from './desk.js';
import { judgeOrder } from './judgeOrder.js';
import { refuse, sayClosed } from './orderRefusal.js';

/** Longest part of the typed words that is repeated. */
const typedShown = 60;
const cents = 2;

/** What was read; without a size it is only a coin. */
type Read = Pick<OrderWords, 'coin'> & Partial<OrderWords>;

type AskedOrder = Extract<ParsedOrder, { readonly kind: 'ask' }>;

export const sayStopped = (say: Say, words: string): Reply => ({ text: say('order.leftoverStop', { words: outside(words, typedShown) }) });

/** Undefined where the words name no market, or more than one. @throws as the exchange's reads */
export async function unreadWords(say: Say, side: Side, command: CapeCommand, request: Request, core: Core, read: Read): Promise<Reply | undefined> {
  const named = await findNamed(read.coin, (words) => core.markets.find(words));
  if (named === undefined || named.left.length === 0) return undefined;
  const { found: market, left } = named;
  const words = left.join(' ');
  if (hasStop(request.rest)) return sayStopped(say, words);
  const line = say('order.leftover', { words: outside(words, typedShown) });
  if (!isEnabled(market)) return { text: join([line, sayClosed(say, market)]) };
  if (read.size === undefined) return { text: line, buttons: rowOf(say(`steps.button.${side}`, { coin: showCode(market.base) }).text, `${command.name} ${market.id}`) };
  const order: OrderWords = { ...read, size: read.size, coin: market.id };
  const balances = await deskOf(core, request.user).reads.balances(request.user.id);
  const judged = await judgeOrder(core, request, side, market, order, balances);
  if (judged.kind === 'drawable') return { text: line, buttons: rowOf(labelOf(say, side, market, order), `${command.name} ${tapWords(market, order)}`) };
  const refused = await refuse({ core, request, command: command.name, balances }, say, market, judged.fault);
  return { ...refused, text: join([line, refused.text]) };
}

/** The one market that some of the words name. */
export const namedWithin = async (core: Core, words: string): Promise<Market | undefined> => (await findNamed(words, (some) => core.markets.find(some)))?.found;

/** Words that name no market, with those there are. @throws as Markets.list */
export async function unknownMarket(coin: string, command: CapeCommand, request: Request, core: Core): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const coins = (await core.markets.list()).filter((one) => one.state === 'enabled').map((one) => one.base);
  const example = `/${command.examples(core, request.user)[0] ?? command.usage}`;
  return { text: say('market.unknown', { words: outside(coin, typedShown), coins: nameCoins(coins), example: outside(example) }) };
}

/** Of two orders at once, those whose coin is one; none where that leaves a single one: the words were not two orders. */
export async function withKnownCoins(core: Core, asked: AskedOrder): Promise<AskedOrder> {
  if (asked.why !== 'two') return asked;
  const found = await Promise.all(asked.choices.map(({ coin }) => core.markets.find(coin ?? asked.coin)));
  const choices = asked.choices.filter((_, index) => found[index] !== undefined);
  return { ...asked, choices: choices.length < asked.choices.length ? [] : choices };
}

const rowOf = (label: string, words: string): Buttons => wordsButton(label, words).map((button) => [button]);

const tapWords = (market: Market, { size, price, postOnly }: OrderWords): string =>
  [sizeWords(size), market.id, ...(price === undefined ? [] : [priceWords(price)]), ...(postOnly === true ? ['po'] : [])].join(' ');

function labelOf(say: Say, side: Side, market: Market, { size, price }: OrderWords): string {
  const values = { side: say(`side.${side}`), size: showSize(say, market, size) };
  if (price === undefined) return say('order.tap', values).text;
  return say('order.tapAt', { ...values, price: price.kind === 'fixed' ? showMoney(say, price.price, market.quote) : outside(priceWords(price).slice(1)) }).text;
}

function showSize(say: Say, { base }: Market, size: OrderSize): Part {
  switch (size.kind) {
    case 'base': return showAmount(say, size.volume, base);
    case 'rand': return say('order.randOf', { rand: showRand(say, size.spend, decimalPlaces(size.spend) === 0 ? 0 : cents), coin: showCode(base) });
    case 'share': return concat(showPercent(say, size.percent), ' ', showCode(base));
  }
}
