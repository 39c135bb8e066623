// What /alert answers to a coin alone: its price, four buttons around it, and what else can be watched.
import type { Reply } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Market } from '../../src/model/trading/market.js';
import type { Button } from '../../src/model/message.js';
import { absolute, decimal, isAbove, ONE, plus, round, times, type Decimal } from '../../src/model/money.js';
import { showCode, showMoney, showNumber } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { unmistakable } from '../../src/words/digits.js';
import { outside } from '../../src/text/outside.js';
import { join, concat } from '../../src/text/rich.js';
import type { Core } from '../core.js';

/** Per cent from the best price: up, down. */
const presets = [['2', '5'], ['-2', '-5']].map((row) => row.map(decimal));
const hundredth = decimal('0.01');
/** Above this a preset is in whole units. */
const wholeAbove = decimal('1000');

export function sayHowTo(say: Say, core: Core, market: Market): Reply {
  const { state, bestBid, bestAsk } = core.markets.book(market.id);
  const name = outside(market.name, 40);
  const coin = showCode(market.base).toLowerCase();
  const changes = [`/alert ${coin} +5% 1h`, `/alert ${coin} spread > 1%`].map((example) => outside(example));
  if (state !== 'synced' || bestBid === undefined || bestAsk === undefined) return { text: join([say('alert.howToUnknown', { name }), ...changes]) };
  const up = presetPrice(market, bestBid.price, decimal('5'));
  const examples = [...[`/alert ${coin} > ${up}`, `/alert ${coin} > ${up} every 4h`, `/alert ${coin} close 1h > ${up}`].map((example) => outside(example)), ...changes];
  const buttons = presets.map((row) => row.map((percent) => preset(say, market, percent.startsWith('-') ? bestAsk.price : bestBid.price, percent)));
  return { text: join([say('alert.howTo', { name, bid: showMoney(say, bestBid.price, market.quote), ask: showMoney(say, bestAsk.price, market.quote) }), ...examples]), buttons };
}

function presetPrice(market: Market, from: Decimal, percent: Decimal): string {
  const moved = times(from, plus(ONE, times(percent, hundredth)));
  return unmistakable(round(moved, isAbove(moved, wholeAbove) ? 0 : market.pricePrecision, 'nearest'));
}

function preset(say: Say, market: Market, from: Decimal, percent: Decimal): Button {
  const isDown = percent.startsWith('-');
  const price = presetPrice(market, from, percent);
  const label = say('alert.preset', { percent: concat(isDown ? '−' : '+', showNumber(say, absolute(percent))), price: showMoney(say, decimal(price), market.quote) });
  return { label: label.text, data: runData(`alert ${market.id} ${isDown ? '<' : '>'} ${price}`) };
}
