// "/buy 500 btc": a bare number is of the coin; where that cannot be paid and as many rand can, it is asked which was meant.
import type { Reply } from '../../src/bot/command.js';
import type { Market } from '../../src/model/trading/market.js';
import { isAbove, times, type Decimal } from '../../src/model/money.js';
import type { Side } from '../../src/model/trading/order.js';
import { showAmount, showRand } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { wordsButton } from '../../src/text/cards/wordsButton.js';
import { clean } from '../../src/text/rich.js';
import { unmistakable } from '../../src/words/digits.js';
import { priceWords } from '../../src/words/orderWords.js';
import type { OrderWords } from '../../src/words/parseOrder.js';
import type { Core } from '../core.js';
import { readBest } from './orderPrice.js';

/** Decimals a sum of rand has. */
const centPlaces = 2;

interface Doubt {
  readonly market: Market;
  readonly side: Side;
  readonly words: OrderWords;
  /** Of the currency given. */
  readonly available: Decimal;
  readonly limit: Decimal | undefined;
}

/** Undefined where the number is taken as it stands. @throws as Markets.best */
export async function askBareNumber(core: Core, say: Say, command: string, { market, side, words, available, limit }: Doubt): Promise<Reply | undefined> {
  const { size } = words;
  if (words.isBare !== true || size.kind !== 'base' || market.quote !== 'zar' || (size.volume.split('.')[1]?.length ?? 0) > centPlaces) return undefined;
  const best = await readBest(core, market);
  const price = limit ?? (side === 'buy' ? best.ask : best.bid);
  if (price === undefined) return undefined;
  const [ofCoin, ofRand] = side === 'buy' ? [times(size.volume, price), size.volume] : [size.volume, times(available, price)];
  const isTooMuch = isAbove(ofCoin, available);
  const canBeRand = side === 'buy' ? !isAbove(ofRand, available) : !isAbove(size.volume, ofRand);
  if (!isTooMuch || !canBeRand) return undefined;
  const coin = clean(market.base.toUpperCase(), 20);
  const tail = `${market.id}${words.price === undefined ? '' : ` ${priceWords(words.price)}`}${words.postOnly === true ? ' po' : ''}`;
  const number = unmistakable(size.volume);
  return {
    text: say('order.ask', { typed: showAmount(say, size.volume, coin) }),
    buttons: [
      ...wordsButton(say('order.randOf', { rand: showRand(say, size.volume), coin }).text, `${command} R${number} ${tail}`),
      ...wordsButton(showAmount(say, size.volume, coin), `${command} ${number} coins ${tail}`),
    ].map((one) => [one]),
  };
}
