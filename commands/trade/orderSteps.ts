// /buy and /sell as they are taken: whole in one line, or step by step on one message where words are missing.
//
//   coin -> amount -> price -> post-only -> card        all of it in the words of the buttons (orderChoice.ts)
import type { Reply, Request } from '../../src/bot/command.js';
import { isEnabled } from '../../src/markets/findMarket.js';
import type { Market } from '../../src/model/trading/market.js';
import type { Rich } from '../../src/model/message.js';
import type { Side } from '../../src/model/trading/order.js';
import type { Dialog } from '../../src/model/user.js';
import { showDuration, showNumber, showCode, showPercent } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { askAmount, showChoice } from '../../src/text/choices.js';
import type { AskReason } from '../../src/words/amount.js';
import { parseOrder, type OrderWords, type ParsedOrder } from '../../src/words/parseOrder.js';
import { readPrice } from '../../src/words/readPrice.js';
import { askNamedShare, readSize, sizeOfChoice, type Choice as SizeChoice, type ReadSize } from '../../src/words/readSize.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import { tryReadings } from '../answers/workingReadings.js';
import type { CapeCommand, Core } from '../core.js';
import { examplePrice } from './examplePrice.js';
import { choiceButton, choiceWords, mayDrawOn, readChoice, withoutPrice, type Choice } from './orderChoice.js';
import { coinScreen, leavesCoins } from './coinScreen.js';
import { isUnlikely } from './judgeOrder.js';
import { faultOf, readScene } from './orderScene.js';
import { amountScreen, checkScreen, foot, header, priceScreen, refuseIn } from './orderScreens.js';
import { typedOffers } from './orderOffers.js';
import { refuseReadings } from './orderReadings.js';
import { sayClosed } from './orderRefusal.js';
import { drawOrder, prepareOrder } from './prepareOrder.js';

/** How long a typed amount or price is waited for, ms. */
export const stepDialogMs = 5 * 60_000;
/** Longest part of the typed words that is repeated. */
const typedShown = 60;

/** Answers /buy and /sell: a step, a card to confirm, or what is wrong. @throws as the exchange's reads */
export async function takeOrder(side: Side, command: CapeCommand, request: Request, core: Core): Promise<Reply> {
  if (request.user.dialog?.command === command.name) await core.setDialog(request, undefined);
  const [first, ...words] = request.words;
  if (request.via === 'button') {
    switch (first) {
      case 'leave': return { text: speak(request.user.settings.language)('steps.left'), inPlace: true };
      case 'step': return showStep(core, request, command, await readChoice(core, side, words));
      case 'amount': case 'price': return askTyped(core, request, command, first, await readChoice(core, side, words));
      case 'card': return drawChoice(core, request, command, await readChoice(core, side, words));
      default:
    }
  }
  const inDoubt = await askBeginning(core, request, command, side);
  if (inDoubt !== undefined) return inDoubt;
  const begun = await readBeginning(core, side, request.rest);
  if (begun === undefined) return prepareOrder(side, command, request, core);
  // Asked for by a button of another message, such as an alert's Buy: that message stays as it is.
  return { ...await showStep(core, request, command, begun), inPlace: false };
}

/** An amount alone that has several readings: each that a coin can be bought or sold with begins the steps. */
async function askBeginning(core: Core, request: Request, command: CapeCommand, side: Side): Promise<Reply | undefined> {
  const size = readSize(request.rest);
  if (size.kind !== 'ask' || size.coin !== undefined) return undefined;
  const say = speak(request.user.settings.language);
  const begun = (one: SizeChoice): Choice => ({ side, size: sizeOfChoice(one), postOnly: false });
  const tried = await tryReadings(size.why, size.choices, async (one) =>
    (await leavesCoins(core, request, begun(one)) ? undefined : { reply: { ...await coinScreen(core, request, command, begun(one)), inPlace: false }, isUnlikely: false }));
  if (tried.kind === 'refused') return tried.refusal.reply;
  const label = (one: SizeChoice): string => (one.unit === 'percent' ? showPercent(say, one.value) : showChoice(say, one, undefined));
  return { text: askAmount(say, size), buttons: tried.readings.map((one) => choiceButton(label(one), 'step', begun(one))) };
}

/** Words that are only a coin (and a price), only an amount, or nothing begin the steps; undefined for anything else. */
async function readBeginning(core: Core, side: Side, rest: string): Promise<Choice | undefined> {
  if (rest === '') return { side, postOnly: false };
  const parsed = parseOrder(rest, side);
  if (parsed.kind !== 'wrong' || parsed.why === 'sellRand') return undefined;
  const size = readSize(rest);
  if (size.kind === 'size') return { side, size: size.size, postOnly: false };
  const [coin = '', right, ...more] = rest.split(/\s*@\s*|\s+at\s+/i);
  const price = right === undefined ? undefined : readPrice(right);
  if (more.length > 0 || (price !== undefined && price.kind !== 'price')) return undefined;
  const market = await core.markets.find(coin);
  return market === undefined ? undefined : { side, market, postOnly: false, ...(price === undefined ? {} : { price: price.price }) };
}

/** The first step that is not chosen yet; the check when all is. */
async function showStep(core: Core, request: Request, command: CapeCommand, choice: Choice): Promise<Reply> {
  const { market, size, price } = choice;
  if (market === undefined) return coinScreen(core, request, command, choice);
  if (!isEnabled(market)) return { text: sayClosed(speak(request.user.settings.language), market), inPlace: true };
  const scene = await readScene(core, request, market, choice);
  if (size === undefined) return amountScreen(scene);
  return price === undefined || price.kind === 'market' ? priceScreen(scene) : checkScreen(scene);
}

/** The card on the same message; a refusal keeps the way back. */
async function drawChoice(core: Core, request: Request, command: CapeCommand, choice: Choice): Promise<Reply> {
  const { market, size, price, side, postOnly } = choice;
  if (market === undefined || size === undefined || price === undefined) return showStep(core, request, command, choice);
  const named = price.kind === 'market' ? {} : { price, ...(postOnly ? { postOnly } : {}) };
  const reply = await drawOrder(side, command.name, request, core, market, { size, coin: market.id, ...(size.kind === 'base' ? { isBare: true } : {}), ...named });
  const inPlace = mayDrawOn(request);
  if (reply.draftId !== undefined) return { ...reply, inPlace };
  const back = foot(speak(request.user.settings.language), choice, price.kind === 'market' ? withoutPrice(choice) : choice);
  return { ...reply, buttons: [...(reply.buttons ?? []), back], inPlace };
}

/** Sets a dialog for a typed amount or price; its screen says what is chosen, an example, and how to leave. */
async function askTyped(core: Core, request: Request, command: CapeCommand, what: 'amount' | 'price', choice: Choice): Promise<Reply> {
  const { market } = choice;
  if (market === undefined) return coinScreen(core, request, command, choice);
  await waitFor(core, request, command, what, choice);
  const scene = await readScene(core, request, market, choice);
  return { text: join([...header(scene, what === 'amount' ? 2 : 3), ...askLines(core, request, what, choice, market)]), buttons: [foot(scene.say, choice, choice)], inPlace: true };
}

function askLines(core: Core, request: Request, what: 'amount' | 'price', choice: Choice, market: Market): readonly Rich[] {
  const say = speak(request.user.settings.language);
  const asked = what === 'amount' ? say('steps.typeAmount', { example: showNumber(say, market.minAmount) })
    : say('steps.typePrice', { coin: showCode(market.base), example: outside(examplePrice(core, market.id, choice.side === 'buy' ? 'bid' : 'ask', '830000')) });
  return [asked, say('steps.waiting', { time: showDuration(say, stepDialogMs) })];
}

function waitFor(core: Core, request: Request, command: CapeCommand, step: 'amount' | 'price', choice: Choice): Promise<void> {
  return core.setDialog(request, { command: command.name, step, data: { words: choiceWords(choice) }, expiresAt: core.clock.now() + stepDialogMs });
}

/** Takes a typed amount or price; what cannot be read is answered with what was wrong, and the question stays open. @throws as the exchange's reads */
export async function answerStep(side: Side, command: CapeCommand, request: Request, dialog: Dialog, core: Core): Promise<Reply> {
  const choice = await readChoice(core, side, (dialog.data['words'] ?? '').split(' '));
  const { market } = choice;
  if (market === undefined) return takeOrder(side, command, request, core);
  const say = speak(request.user.settings.language);
  const read = dialog.step === 'price' ? readTypedPrice(say, choice, request.rest) : await readTypedSize(say, core, choice, market, request.rest);
  if (read.kind === 'wrong') {
    const why = read.why === 'otherCoin' ? say('steps.otherCoin', { name: outside(market.name, 40), command: outside(command.name) }) : say(`number.${read.why}`, { typed: outside(read.typed, typedShown) });
    return { text: join([why, ...askLines(core, request, dialog.step === 'price' ? 'price' : 'amount', choice, market)]), buttons: [foot(say, choice, choice)] };
  }
  if (read.kind === 'ask') return askTypedReading(core, request, command, { ...choice, market }, read);
  await core.setDialog(request, undefined);
  if (choiceButton('', 'step', { ...read.choice, postOnly: true }).length > 0) return showStep(core, request, command, read.choice);
  return { text: say('steps.tooLong', { example: outside(`/${command.examples(core, request.user)[0] ?? command.usage}`) }) };
}

/** The readings that lead on; where none does, why, and the question stays open. */
async function askTypedReading(core: Core, request: Request, command: CapeCommand, choice: Choice & { readonly market: Market }, read: Extract<Typed, { readonly kind: 'ask' }>): Promise<Reply> {
  const scene = await readScene(core, request, choice.market, choice);
  const tried = await tryReadings(read.why, read.choices, async (one) => {
    const fault = await faultOf(scene, one.choice);
    if (fault === undefined) return undefined;
    const offers = await typedOffers({ core, request, balances: scene.balances, command: command.name }, scene.say, fault);
    return { reply: await refuseIn({ ...scene, choice: one.choice }, fault), isUnlikely: isUnlikely(fault), offers };
  });
  if (tried.kind === 'refused') {
    const refused = refuseReadings(scene.say, read.typed, tried);
    return { ...refused, buttons: [...(refused.buttons ?? []), foot(scene.say, choice, choice)] };
  }
  await core.setDialog(request, undefined);
  return { text: askAmount(scene.say, read), buttons: tried.readings.map((one) => choiceButton(one.label, 'step', one.choice)) };
}

type Typed =
  | { readonly kind: 'choice'; readonly choice: Choice }
  | { readonly kind: 'ask'; readonly why: AskReason; readonly typed: string; readonly choices: readonly { readonly label: string; readonly choice: Choice }[] }
  | { readonly kind: 'wrong'; readonly why: Extract<ParsedOrder, { readonly kind: 'wrong' }>['why'] | 'otherCoin'; readonly typed: string };

function readTypedPrice(say: Say, choice: Choice, text: string): Typed {
  const read = readPrice(text.replace(/^(?:@|at ) ?/i, ''));
  if (read.kind === 'wrong') return read;
  if (read.kind === 'price') return { kind: 'choice', choice: { ...choice, price: read.price } };
  return { ...read, choices: read.choices.map((one) => ({ label: showChoice(say, one, undefined, choice.market?.quote), choice: { ...choice, price: one.unit === 'step' ? { kind: 'step', percent: one.value } : { kind: 'fixed', price: one.value } } })) };
}

/** Everything that may stand after /buy: an amount alone, with the coin, or the whole order. */
async function readTypedSize(say: Say, core: Core, choice: Choice, market: Market, text: string): Promise<Typed> {
  const size = readSize(text);
  if (size.kind !== 'wrong' && size.coin !== undefined && size.coin !== market.base) return { kind: 'wrong', why: 'otherCoin', typed: text };
  if (size.kind !== 'wrong') return sized(say, choice, market, size, text);
  const order = parseOrder(text, choice.side);
  if (order.kind === 'wrong') return order.why === 'noCoin' || order.why === 'noAmount' ? size : order;
  const meant = await core.markets.find(order.kind === 'ask' ? order.coin : order.words.coin);
  if (meant?.id !== market.id) return { kind: 'wrong', why: 'otherCoin', typed: text };
  return order.kind === 'ask' ? askedOrder(say, choice, order) : { kind: 'choice', choice: withOrder(choice, order.words) };
}

const withOrder = (choice: Choice, { size, price, postOnly }: OrderWords): Choice => ({ ...choice, size, ...(price === undefined ? {} : { price }), postOnly: postOnly === true });

/** Each reading of a whole order; one with two numbers in doubt has none that is clear. */
function askedOrder(say: Say, choice: Choice, { why, typed, choices }: Extract<ParsedOrder, { readonly kind: 'ask' }>): Typed {
  const clear = choices.flatMap((one) => {
    const order = parseOrder(one.words, choice.side);
    return order.kind === 'order' ? [{ label: showChoice(say, one, choice.market?.base, choice.market?.quote), choice: withOrder(choice, order.words) }] : [];
  });
  return clear.length === 0 ? { kind: 'wrong', why: 'separators', typed } : { kind: 'ask', why, typed, choices: clear };
}

function sized(say: Say, choice: Choice, market: Market, read: ReadSize, typed: string): Typed {
  if (read.kind === 'wrong') return read;
  const shares = choice.side === 'buy' ? askNamedShare(read) : undefined;
  if (read.kind === 'size' && shares === undefined) return { kind: 'choice', choice: { ...choice, size: read.size } };
  const asked = read.kind === 'ask' ? read : { why: 'half' as const, typed, choices: shares ?? [] };
  return {
    kind: 'ask', why: asked.why, typed: asked.typed,
    choices: asked.choices.map((one) => ({ label: showChoice(say, one, market.base), choice: { ...choice, size: sizeOfChoice(one) } })),
  };
}
