// The screens of an order taken step by step, after the coin: amount, price, check. Each shows what is chosen, what is available, and the best prices.
import type { Reply } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Button, Buttons, Rich } from '../../src/model/message.js';
import { decimal, isAbove, isPositive, times, type Decimal } from '../../src/model/money.js';
import { showAmount, showMoney, showNumber, showTime } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import { showHeld, showPrice } from '../../src/text/orderFigures.js';
import { outside } from '../../src/text/outside.js';
import { join, type Part, type Shown } from '../../src/text/rich.js';
import { deskOf } from './desk.js';
import { isTooLittle, type OrderFault } from './judgeOrder.js';
import { choiceButton, withoutPrice, withoutSize, type Choice } from './orderChoice.js';
import { priceFrom, shareOf, usableOf } from './orderPrice.js';
import { refuse, sayNothing } from './orderRefusal.js';
import { faultOf, judgeAt, judgeChoice, pricesOf, signed, type Scene } from './orderScene.js';

const shares = ['25', '50', '75', '100'].map((text) => decimal(text));
/** Step 2: the shares that can make an order. Where nothing at all can, there is no amount to type either. @throws as the market reads */
export async function amountScreen(scene: Scene): Promise<Reply> {
  const { say, choice, market, available } = scene;
  const back = foot(say, choice, { side: choice.side, postOnly: choice.postOnly });
  const screen = (lines: readonly Rich[], rows: Buttons): Reply => ({ text: join([...header(scene, 2), ...lines]), buttons: [...rows, back], inPlace: true });
  if (!isPositive(available)) return screen([sayNothing(say, market, choice.side)], []);
  const barred = await faultOf(scene, withoutSize(choice));
  if (barred !== undefined && !isOfFunds(barred)) return screen([(await refuseIn(scene, barred)).text], await nearestPrice(scene, barred));
  const judged = await Promise.all(shares.map(async (percent) => ({ percent, fault: await faultOf(scene, { ...choice, size: { kind: 'share', percent } }) })));
  const share = (percent: Decimal): readonly Button[] =>
    choiceButton(say('steps.button.share', { share: showNumber(say, percent), value: showShare(scene, percent) }).text, 'step', { ...choice, size: { kind: 'share', percent } });
  const [quarter, half, most, all] = judged.map(({ percent, fault }) => (fault === undefined ? share(percent) : []));
  const rows = [[...(quarter ?? []), ...(half ?? [])], [...(most ?? []), ...(all ?? [])]].filter((row) => row.length > 0);
  const whole = judged.at(-1)?.fault;
  if (whole !== undefined && isTooLittle(whole)) return screen([sayDust(scene)], []);
  return screen([say('steps.askAmount')], [...rows, choiceButton(say('steps.button.type').text, 'amount', choice)]);
}

const isOfFunds = (fault: OrderFault): boolean => fault.kind === 'short' || fault.kind === 'ceiling';

/** Another price for the one that no order may have. */
async function nearestPrice(scene: Scene, fault: OrderFault): Promise<Buttons> {
  const price = fault.kind === 'breach' ? fault.breach.nearestPrice : undefined;
  if (price === undefined) return [];
  const { say, market, choice } = scene;
  const at: Choice = { ...withoutSize(choice), price: { kind: 'fixed', price } };
  return (await faultOf(scene, at)) === undefined ? [choiceButton(say('order.useNearest', { nearest: showMoney(say, price, market.quote) }).text, 'step', at)] : [];
}

/** The same words and offers as for a typed order. */
export const refuseIn = ({ core, request, balances, say, market, choice }: Scene, fault: OrderFault): Promise<Reply> =>
  refuse({ core, request, command: choice.side, balances }, say, market, fault);

const sayDust = ({ say, market, choice, available, placesOf }: Scene): Rich => {
  const given = choice.side === 'buy' ? market.quote : market.base;
  return say('order.dust', { available: showHeld(say, available, given, placesOf(given)), minimum: showAmount(say, market.minAmount, market.base) });
};

/** Step 3: the prices at which the amount makes an order; where there is none it is said why, with what would work. @throws as the market reads */
export async function priceScreen(scene: Scene): Promise<Reply> {
  const { say, choice } = scene;
  const judged = await Promise.all(pricesOf(scene).map(async (row) => Promise.all(row.map(async (one) => ({ ...one, judged: await judgeAt(scene, one) })))));
  const working = judged.map((row) => row.filter((one) => one.judged?.kind !== 'refused').flatMap((one) => one.button)).filter((row) => row.length > 0);
  const [fault] = working.length > 0 ? [] : judged.flat().flatMap((one) => (one.judged?.kind === 'refused' ? [one.judged.fault] : []));
  const refused = fault === undefined ? undefined : await refuseIn(scene, fault);
  const canType = fault === undefined || mayHelp(fault);
  return {
    text: join([...header(scene, 3), ...(refused === undefined ? [] : [refused.text]), ...(canType ? [say('steps.askPrice')] : [])]),
    buttons: [...working, ...(refused?.buttons ?? []), ...(canType ? [choiceButton(say('steps.button.typePrice').text, 'price', choice)] : []), foot(say, choice, withoutSize(choice))],
    inPlace: true,
  };
}

/** True where another price could make an order of the same amount: a lower one costs less, and buys more for the same money. */
function mayHelp(fault: OrderFault): boolean {
  switch (fault.kind) {
    case 'closed': case 'notRand': return false;
    case 'short': {
      const { side, size, market, usable } = fault.asked;
      return side === 'buy' && size.kind === 'base' && !isAbove(times(size.volume, market.minPrice), usable);
    }
    case 'breach': return fault.asked.size.kind !== 'base' && !(fault.asked.side === 'sell' && fault.asked.size.kind === 'share');
    case 'thin': case 'wouldMatch': case 'ceiling': return true;
  }
}

/** Step 4, for an order with a price: post-only or not, and on to the card; where there is none to come it is said why. @throws as the market reads */
export async function checkScreen(scene: Scene): Promise<Reply> {
  const { say, choice } = scene;
  const toggled = { ...choice, postOnly: !choice.postOnly };
  const [judged, other] = await Promise.all([judgeChoice(scene, choice), judgeChoice(scene, toggled)]);
  const toggle = choiceButton(say(choice.postOnly ? 'steps.button.postOnlyOn' : 'steps.button.postOnlyOff').text, 'step', toggled);
  const refused = judged?.kind === 'refused' ? await refuseIn(scene, judged.fault) : undefined;
  return {
    text: join([...header(scene, 4), refused === undefined ? say('steps.askCheck') : refused.text]),
    buttons: [
      ...(refused?.buttons ?? []),
      ...(other?.kind === 'refused' ? [] : [toggle]),
      ...(refused === undefined ? [choiceButton(say('steps.button.card').text, 'card', choice, 'primary')] : []),
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

/** Back to `before`, and out. */
export const foot = (say: Say, choice: Choice, before: Choice): readonly Button[] => [...choiceButton(say('steps.button.back').text, 'step', before), leaveButton(say, choice)];

export const leaveButton = (say: Say, { side }: Choice): Button => ({ label: say('steps.button.leave').text, data: runData(`${side} leave`) });
