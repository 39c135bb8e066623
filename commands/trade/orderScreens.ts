// The screens of an order taken step by step, after the coin: amount, price, check. Each shows what is chosen, what is available, and the best prices.
import type { Reply, Request } from '../../src/bot/command.js';
import { availableOf, type Balance } from '../../src/model/balance.js';
import { runData } from '../../src/model/callback.js';
import type { Market } from '../../src/model/trading/market.js';
import type { Button, Rich } from '../../src/model/message.js';
import { absolute, decimal, isBelow, isNegative, isPositive, times, type Decimal } from '../../src/model/money.js';
import type { Rows } from '../../src/model/rows.js';
import { showAmount, showMoney, showNumber, showTime } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { showHeld, showPrice } from '../../src/text/orderFigures.js';
import { outside } from '../../src/text/outside.js';
import { join, concat, type Part, type Shown } from '../../src/text/rich.js';
import type { Core } from '../core.js';
import { deskOf } from './desk.js';
import { choiceButton, withoutPrice, withoutSize, type Choice } from './orderChoice.js';
import { judgeOrder, type Judged } from './judgeOrder.js';
import { explainFault, sayNothing } from './orderRefusal.js';
import { priceFrom, readBest, shareOf, usableOf, type Best } from './orderPrice.js';
import { currencyPlaces, type PlacesOf } from '../answers/currencyPlaces.js';

const shares = ['25', '50', '75', '100'].map((text) => decimal(text));
/** Below the best bid for a buy, above the best ask for a sell, in per cent. */
const priceSteps = { buy: ['-0.5', '-1', '-2'], sell: ['0.5', '1', '2'] } as const;

/** Everything a screen shows of this moment. */
export interface Scene {
  readonly say: Say;
  readonly core: Core;
  readonly request: Request;
  readonly market: Market;
  readonly choice: Choice;
  /** Of the currency given. */
  readonly available: Decimal;
  readonly balances: Rows<Balance>;
  readonly placesOf: PlacesOf;
  readonly best: Best;
  /** ms since 1970 */
  readonly now: number;
}

/** @throws as the exchange's reads */
export async function readScene(core: Core, request: Request, market: Market, choice: Choice): Promise<Scene> {
  const [balances, best, placesOf] = await Promise.all([deskOf(core, request.user).reads.balances(request.user.id), readBest(core, market), currencyPlaces(core)]);
  const available = availableOf(balances, choice.side === 'buy' ? market.quote : market.base);
  return { say: speak(request.user.settings.language), core, request, market, choice, available, balances, placesOf, best, now: core.clock.now() };
}

/** Step 2 */
export function amountScreen(scene: Scene): Reply {
  const { say, choice } = scene;
  const share = (percent: Decimal): readonly Button[] =>
    choiceButton(say('steps.button.share', { share: showNumber(say, percent), value: showShare(scene, percent) }).text, 'step', { ...choice, size: { kind: 'share', percent } });
  const [quarter, half, most, all] = shares.map((percent) => (isOrderable(scene, percent) ? share(percent) : []));
  const rows = [[...(quarter ?? []), ...(half ?? [])], [...(most ?? []), ...(all ?? [])]].filter((row) => row.length > 0);
  const back = foot(say, choice, { side: choice.side, postOnly: choice.postOnly });
  // With nothing there is no amount to type either.
  if (!isPositive(scene.available)) return { text: join([...header(scene, 2), sayNothing(say, scene.market, choice.side)]), buttons: [back], inPlace: true };
  return {
    text: join([...header(scene, 2), ...(rows.length === 0 ? [sayDust(scene)] : []), say('steps.askAmount')]),
    buttons: [...rows, choiceButton(say('steps.button.type').text, 'amount', choice), back],
    inPlace: true,
  };
}

/** True where this share makes at least the smallest order, at the price chosen or else the one it would be taken at. */
function isOrderable({ request, core, market, choice: { side, price }, available, best }: Scene, percent: Decimal): boolean {
  const usable = usableOf(deskOf(core, request.user).feeRates(market.id, side), available);
  const share = shareOf(market, side, usable, percent);
  if (side === 'sell') return isPositive(share) && !isBelow(share, market.minAmount);
  const at = price === undefined || price.kind === 'market' ? best.ask ?? best.bid : priceFrom(price, side, market, best);
  return isPositive(share) && (at === undefined || !isBelow(share, times(at, market.minAmount)));
}

const sayDust = ({ say, market, choice, available, placesOf }: Scene): Rich => {
  const given = choice.side === 'buy' ? market.quote : market.base;
  return say('order.dust', { available: showHeld(say, available, given, placesOf(given)), minimum: showAmount(say, market.minAmount, market.base) });
};

/** Step 3: the prices at which the amount makes an order; where there is none it is said why. @throws as the market reads */
export async function priceScreen(scene: Scene): Promise<Reply> {
  const { say, choice } = scene;
  const judged = await Promise.all(pricesOf(scene).map(async (row) => Promise.all(row.map(async (one) => ({ ...one, judged: await judgeAt(scene, one) })))));
  const working = judged.map((row) => row.filter((one) => one.judged?.kind !== 'refused').flatMap((one) => one.button)).filter((row) => row.length > 0);
  const [fault] = judged.flat().flatMap((one) => (one.judged?.kind === 'refused' ? [one.judged.fault] : []));
  return {
    text: join([...header(scene, 3), ...(working.length === 0 && fault !== undefined ? [explainFault(say, scene.market, fault, scene.placesOf)] : []), say('steps.askPrice')]),
    buttons: [...working, choiceButton(say('steps.button.typePrice').text, 'price', choice), foot(say, choice, withoutSize(choice))],
    inPlace: true,
  };
}

interface PriceButton {
  /** Undefined: at the market. */
  readonly price: Decimal | undefined;
  readonly button: readonly Button[];
}

/** The market, the best of both sides, and the steps away from it, each with its price of now. */
function pricesOf({ say, market, choice, best }: Scene): readonly (readonly PriceButton[])[] {
  const money = (price: Decimal): Shown => showPrice(say, price, market.quote, market.pricePrecision);
  const taken = choice.side === 'buy' ? best.ask : best.bid;
  const at = (side: 'bid' | 'ask', price: Decimal | undefined): readonly PriceButton[] =>
    (price === undefined ? [] : [{ price, button: choiceButton(say(`steps.button.${side}`, { price: money(price) }).text, 'step', { ...choice, price: { kind: 'best', side } }) }]);
  const step = (text: string): readonly PriceButton[] => {
    const named = { kind: 'step', percent: decimal(text) } as const;
    const price = priceFrom(named, choice.side, market, best);
    return price === undefined ? [] : [{ price, button: choiceButton(say('steps.button.step', { percent: signed(say, named.percent), price: money(price) }).text, 'step', { ...choice, price: named }) }];
  };
  const { size } = choice;
  const atMarket: Choice = { side: choice.side, market, postOnly: false, price: { kind: 'market' }, ...(size === undefined ? {} : { size }) };
  return [
    taken === undefined ? [] : [{ price: undefined, button: choiceButton(say('steps.button.market', { price: money(taken) }).text, 'card', atMarket) }],
    [...at('bid', best.bid), ...at('ask', best.ask)],
    ...priceSteps[choice.side].map(step),
  ];
}

function judgeAt(scene: Scene, { price }: PriceButton): Promise<Judged | undefined> {
  return judgeChoice(scene, { ...withoutPrice(scene.choice), postOnly: false, ...(price === undefined ? {} : { price: { kind: 'fixed', price } as const }) });
}

/** Undefined where it cannot be judged now: then it is offered, and judged at the card. */
async function judgeChoice({ core, request, market, balances }: Scene, { side, size, price, postOnly }: Choice): Promise<Judged | undefined> {
  if (size === undefined) return undefined;
  const named = price === undefined || price.kind === 'market' ? {} : { price, ...(postOnly ? { postOnly } : {}) };
  return judgeOrder(core, request, side, market, { size, coin: market.id, ...named }, balances).catch(() => undefined);
}

/** Step 4, for an order with a price: post-only or not, and on to the card; where there is none to come it is said why. */
export async function checkScreen(scene: Scene): Promise<Reply> {
  const { say, choice, market, placesOf } = scene;
  const toggled = { ...choice, postOnly: !choice.postOnly };
  const [judged, other] = await Promise.all([judgeChoice(scene, choice), judgeChoice(scene, toggled)]);
  const toggle = choiceButton(say(choice.postOnly ? 'steps.button.postOnlyOn' : 'steps.button.postOnlyOff').text, 'step', toggled);
  return {
    text: join([...header(scene, 4), judged?.kind === 'refused' ? explainFault(say, market, judged.fault, placesOf) : say('steps.askCheck')]),
    buttons: [
      ...(other?.kind === 'refused' ? [] : [toggle]),
      ...(judged?.kind === 'refused' ? [] : [choiceButton(say('steps.button.card').text, 'card', choice, 'primary')]),
      foot(say, choice, withoutPrice(choice)),
    ],
    inPlace: true,
  };
}

/** What is chosen so far, what is available, and the best prices with their time. */
export function header(scene: Scene, step: 2 | 3 | 4): readonly Rich[] {
  const { say, request, market, choice, available, best, now } = scene;
  const given = choice.side === 'buy' ? market.quote : market.base;
  const level = (price: Decimal | undefined): Part => (price === undefined ? say('steps.noLevel') : showPrice(say, price, market.quote, market.pricePrecision));
  const time = showTime(say, best.at, now, request.user.settings.timeZone);
  return [
    say(choice.side === 'buy' ? 'steps.buy' : 'steps.sell', { name: outside(market.name, 40), step }),
    ...amountLine(scene), ...priceLine(scene),
    ...(step === 4 ? [say(choice.postOnly ? 'steps.postOnlyOn' : 'steps.postOnlyOff')] : []),
    say('steps.available', { value: showHeld(say, available, given, scene.placesOf(given)) }),
    say(best.source === 'book' ? 'steps.book' : 'steps.bookRead', { bid: level(best.bid), ask: level(best.ask), time }),
  ];
}

function amountLine(scene: Scene): readonly Rich[] {
  const { say, market, choice: { size } } = scene;
  if (size === undefined) return [];
  if (size.kind === 'share') return [say('steps.amountShare', { share: showNumber(say, size.percent), value: showShare(scene, size.percent) })];
  return [say('steps.amount', { value: size.kind === 'rand' ? showMoney(say, size.spend, market.quote) : showAmount(say, size.volume, market.base) })];
}

function priceLine({ say, market, best, choice: { price, side } }: Scene): readonly Rich[] {
  if (price === undefined || price.kind === 'market') return [];
  const value = priceFrom(price, side, market, best);
  const shown = value === undefined ? undefined : showPrice(say, value, market.quote, market.pricePrecision);
  if (price.kind === 'fixed') return [say('steps.price', { value: shown ?? '' })];
  const words = price.kind === 'best' ? say(price.side === 'bid' ? 'steps.bestBid' : 'steps.bestAsk')
    : say('steps.under', { percent: signed(say, price.percent), best: say(side === 'buy' ? 'steps.bestBid' : 'steps.bestAsk') });
  return [shown === undefined ? say('steps.priceNone', { words }) : say('steps.priceAs', { words, value: shown })];
}

function showShare({ say, core, request, market, choice, available, placesOf }: Scene, percent: Decimal): Shown {
  const share = shareOf(market, choice.side, usableOf(deskOf(core, request.user).feeRates(market.id, choice.side), available), percent);
  return choice.side === 'buy' ? showHeld(say, share, market.quote, placesOf(market.quote)) : showAmount(say, share, market.base);
}

const signed = (say: Say, percent: Decimal): Rich => concat(isNegative(percent) ? '−' : '+', showNumber(say, absolute(percent)));

/** Back to `before`, and out. */
export const foot = (say: Say, choice: Choice, before: Choice): readonly Button[] => [...choiceButton(say('steps.button.back').text, 'step', before), leaveButton(say, choice)];

export const leaveButton = (say: Say, { side }: Choice): Button => ({ label: say('steps.button.leave').text, data: runData(`${side} leave`) });
