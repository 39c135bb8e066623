// The first step of an order: which coin. Only markets in which an order can be paid for are offered; where there is none it is said why.
import type { Reply, Request } from '../../src/bot/command.js';
import { defaultQuote, isEnabled } from '../../src/markets/findMarket.js';
import { availableOf, type Balance } from '../../src/model/balance.js';
import { runData } from '../../src/model/callback.js';
import type { Button, Buttons, Rich } from '../../src/model/message.js';
import { isBelow, isPositive, times } from '../../src/model/money.js';
import { unreadIn, type Rows } from '../../src/model/rows.js';
import type { Market } from '../../src/model/trading/market.js';
import { showMoney, showNumber, showPercent } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { cutHeld, showHeld } from '../../src/text/orderFigures.js';
import { outside } from '../../src/text/outside.js';
import { join, type Shown } from '../../src/text/rich.js';
import { currencyPlaces } from '../answers/currencyPlaces.js';
import type { CapeCommand, Core } from '../core.js';
import { deskOf } from './desk.js';
import { choiceButton, withoutSize, type Choice } from './orderChoice.js';
import { usableOf } from './orderPrice.js';
import { foot, leaveButton } from './orderScreens.js';

/** Coins offered as buttons, three in a row; the others can be named. */
export const coinsShown = 24;
const coinsPerRow = 3;

/** Step 1: the markets that are open and can be paid for, the user's default first. @throws as the exchange's reads */
export async function coinScreen(core: Core, request: Request, command: CapeCommand, choice: Choice): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const [markets, balances, placesOf] = await Promise.all([core.markets.list(), deskOf(core, request.user).reads.balances(request.user.id), currencyPlaces(core)]);
  const open = byDefault(markets.filter(isEnabled), request.user.settings.defaultMarket);
  if (open.length === 0) return { text: say('steps.noMarkets'), inPlace: true };
  const payable = open.filter((market) => isPayable(core, request, market, choice, balances));
  if (payable.length === 0) return nothingToOffer(say, core, request, choice, open, balances);
  const label = (market: Market): string => {
    const coin = outside(market.quote === 'zar' ? market.base.toUpperCase() : market.name, 16);
    const held = balances.find((one) => one.currency === market.base)?.available;
    return choice.side === 'sell' && held !== undefined ? say('steps.button.coin', { coin, amount: showNumber(say, cutHeld(held, market.base, placesOf(market.base))) }).text : coin.text;
  };
  const example = `/${command.examples(core, request.user)[0] ?? command.usage}`;
  const more = payable.length - coinsShown;
  return {
    text: join([
      say(choice.side === 'buy' ? 'steps.buyWhich' : 'steps.sellWhich'),
      ...(choice.size === undefined ? [] : [say('steps.amount', { value: showSize(say, choice.size) })]),
      ...(choice.side === 'buy' ? [say('steps.available', { value: showHeld(say, availableOf(balances, 'zar'), 'zar') })] : []),
      ...(more > 0 ? [say('steps.moreCoins', { count: more, example: outside(`/${command.name} ${payable.at(-1)?.base ?? ''}`) })] : []),
      say('steps.oneLine', { example: outside(example) }),
    ]),
    buttons: [...inRows(payable.slice(0, coinsShown).flatMap((market) => choiceButton(label(market), 'step', { ...choice, market }))), [leaveButton(say, choice)]],
    inPlace: true,
  };
}

/** True where the choice leaves a coin to choose; true also where nothing tells. @throws as the exchange's reads */
export async function leavesCoins(core: Core, request: Request, choice: Choice): Promise<boolean> {
  const [markets, balances] = await Promise.all([core.markets.list(), deskOf(core, request.user).reads.balances(request.user.id)]);
  return markets.some((market) => isEnabled(market) && isPayable(core, request, market, choice, balances));
}

/** True where what is held pays for the size, or else for the smallest order; what cannot be told is judged on the next screens. */
function isPayable(core: Core, request: Request, market: Market, { side, size }: Choice, balances: Rows<Balance>): boolean {
  const given = side === 'buy' ? market.quote : market.base;
  const row = balances.find((one) => one.currency === given);
  if (row === undefined) return unreadIn(balances) > 0;
  const usable = usableOf(deskOf(core, request.user).feeRates(market.id, side), row.available);
  if (!isPositive(usable)) return false;
  if (side === 'sell') return !isBelow(usable, market.minAmount) && (size?.kind !== 'base' || !isBelow(usable, size.volume));
  if (size?.kind === 'rand') return market.quote === defaultQuote && !isBelow(usable, size.spend);
  const { state, bestAsk } = core.markets.book(market.id);
  return state !== 'synced' || bestAsk === undefined || !isBelow(usable, times(bestAsk.price, size?.kind === 'base' ? size.volume : market.minAmount));
}

/** One line why, and the way on: a smaller amount, or a deposit. A practice account takes no deposit. */
function nothingToOffer(say: Say, core: Core, request: Request, choice: Choice, open: readonly Market[], balances: Rows<Balance>): Reply {
  const sizeless = withoutSize(choice);
  if (choice.size !== undefined && open.some((market) => isPayable(core, request, market, sizeless, balances))) {
    return { text: say('steps.notSoMuch'), buttons: [foot(say, choice, sizeless)], inPlace: true };
  }
  const deposit: Buttons = deskOf(core, request.user).isPractice ? [] : [[{ label: say('steps.button.deposit').text, data: runData('deposit') }]];
  return { text: whyNothing(say, choice, open, balances), buttons: deposit, inPlace: true };
}

function whyNothing(say: Say, { side }: Choice, open: readonly Market[], balances: Rows<Balance>): Rich {
  const given = new Set(open.map((market) => (side === 'buy' ? market.quote : market.base)));
  if (balances.some(({ currency, available }) => given.has(currency) && isPositive(available))) return say(side === 'buy' ? 'steps.tooLittle' : 'steps.tooFewCoins');
  return side === 'buy' ? say('order.nothing', { currency: say('order.rand') }) : say('steps.noCoins');
}

/** A size whose coin is not chosen yet. */
function showSize(say: Say, size: NonNullable<Choice['size']>): Shown {
  if (size.kind === 'rand') return showMoney(say, size.spend, 'zar');
  return size.kind === 'base' ? showNumber(say, size.volume) : showPercent(say, size.percent);
}

const byDefault = (markets: readonly Market[], first: string | undefined): readonly Market[] => [...markets.filter((one) => one.id === first), ...markets.filter((one) => one.id !== first)];

function inRows(buttons: readonly Button[]): readonly (readonly Button[])[] {
  return Array.from({ length: Math.ceil(buttons.length / coinsPerRow) }, (_, row) => buttons.slice(row * coinsPerRow, (row + 1) * coinsPerRow));
}
