// What a screen of an order shows of this moment, the prices it offers, and what stands against a choice made on it.
import type { Request } from '../../src/bot/command.js';
import { availableOf, type Balance } from '../../src/model/balance.js';
import type { Button, Rich } from '../../src/model/message.js';
import { absolute, decimal, isNegative, type Decimal } from '../../src/model/money.js';
import type { Rows } from '../../src/model/rows.js';
import type { Market } from '../../src/model/trading/market.js';
import { showNumber } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { showPrice } from '../../src/text/orderFigures.js';
import { concat, type Shown } from '../../src/text/rich.js';
import { currencyPlaces, type PlacesOf } from '../answers/currencyPlaces.js';
import type { Core } from '../core.js';
import { deskOf } from './desk.js';
import { judgeOrder, type Judged, type OrderFault } from './judgeOrder.js';
import { choiceButton, withoutPrice, type Choice } from './orderChoice.js';
import { priceFrom, readBest, type Best } from './orderPrice.js';

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

export interface PriceButton {
  /** Undefined: at the market. */
  readonly price: Decimal | undefined;
  readonly button: readonly Button[];
}

/** The market, the best of both sides, and the steps away from it, each with its price of now. */
export function pricesOf({ say, market, choice, best }: Scene): readonly (readonly PriceButton[])[] {
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

export const signed = (say: Say, percent: Decimal): Rich => concat(isNegative(percent) ? '−' : '+', showNumber(say, absolute(percent)));

export function judgeAt(scene: Scene, { price }: PriceButton): Promise<Judged | undefined> {
  return judgeChoice(scene, { ...withoutPrice(scene.choice), postOnly: false, ...(price === undefined ? {} : { price: { kind: 'fixed', price } as const }) });
}

/** Undefined where it cannot be judged now: then it is offered, and judged at the card. */
export async function judgeChoice({ core, request, market, balances }: Scene, { side, size, price, postOnly }: Choice): Promise<Judged | undefined> {
  if (size === undefined) return undefined;
  const named = price === undefined || price.kind === 'market' ? {} : { price, ...(postOnly ? { postOnly } : {}) };
  return judgeOrder(core, request, side, market, { size, coin: market.id, ...(size.kind === 'base' ? { isBare: true } : {}), ...named }, balances).catch(() => undefined);
}

/** What stands against a choice whatever is chosen after it: a price no order may have, or an amount that none of the prices offered makes an order of. */
export async function faultOf(scene: Scene, choice: Choice): Promise<OrderFault | undefined> {
  const { price, size } = choice;
  const smallest = { kind: 'base', volume: scene.market.minAmount } as const;
  const judged = price !== undefined && price.kind !== 'market' ? [await judgeChoice(scene, { ...choice, size: size ?? smallest })]
    : size === undefined ? [] : await Promise.all(pricesOf(scene).flat().map((one) => judgeAt({ ...scene, choice }, one)));
  const faults = judged.flatMap((one) => (one?.kind === 'refused' ? [one.fault] : []));
  return faults.length === judged.length ? faults[0] : undefined;
}
