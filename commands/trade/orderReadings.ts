// An order with an amount or a price that can be read in more than one way: a button for each reading that leads to a card, or why none does.
import type { Reply, Request } from '../../src/bot/command.js';
import type { Balance } from '../../src/model/balance.js';
import type { Rows } from '../../src/model/rows.js';
import type { Side } from '../../src/model/trading/order.js';
import { askAmount, showChoice } from '../../src/text/choices.js';
import { wordsButton } from '../../src/text/cards/wordsButton.js';
import { speak, type Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import { readingsWithin } from '../../src/words/amount.js';
import { parseOrder, type OrderWords, type ParsedOrder } from '../../src/words/parseOrder.js';
import { misused } from '../answers/misused.js';
import { tryReadings, type Refusal, type TriedReadings } from '../answers/workingReadings.js';
import type { CapeCommand, Core } from '../core.js';
import { deskOf } from './desk.js';
import { isUnlikely, judgeOrder } from './judgeOrder.js';
import { typedOffers } from './orderOffers.js';
import { refuse } from './orderRefusal.js';
import { namedWithin, unknownMarket } from './unreadWords.js';

/** Longest part of the typed words that is repeated. */
const typedShown = 60;

type AskedOrder = Extract<ParsedOrder, { readonly kind: 'ask' }>;

interface Asking {
  readonly side: Side;
  readonly command: CapeCommand;
  readonly request: Request;
  readonly core: Core;
  /** Undefined where they cannot be read now: then nothing that can be read is judged. */
  readonly balances: Rows<Balance> | undefined;
}

/** One button a reading; one reading alone is a tap too. @throws as the market reads */
export async function askReadings(side: Side, command: CapeCommand, request: Request, core: Core, asked: AskedOrder): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const currency = await core.markets.findCurrency(asked.coin);
  const named = currency === undefined ? asked : byCode(asked, currency.id);
  const isOfCoin = currency !== undefined && named.choices.every((choice) => choice.unit === 'coin');
  const choices = isOfCoin ? readingsWithin(named.choices, currency.precision) : named.choices;
  const balances = await deskOf(core, request.user).reads.balances(request.user.id).catch(() => undefined);
  const tried = await tryReadings(asked.why, choices, ({ words }) => refusalOf({ side, command, request, core, balances }, words));
  if (tried.kind === 'refused') return refuseReadings(say, named.typed, tried);
  return {
    text: askAmount(say, named),
    buttons: tried.readings.flatMap((choice) => wordsButton(showChoice(say, choice, named.coin), `${command.name} ${choice.words}`)).map((one) => [one]),
  };
}

/** Where more than one reading can have been meant and none works, none is answered for the rest: what each meets, and what was typed as rand. */
export function refuseReadings(say: Say, typed: string, { refusal, refusals }: Extract<TriedReadings<unknown>, { readonly kind: 'refused' }>): Reply {
  const reasons = [...new Map(refusals.map(({ reply }) => [reply.text.text, reply.text])).values()];
  if (reasons.length < 2) return refusal.reply;
  return { text: join([say('order.noReading', { typed: outside(typed, typedShown), count: reasons.length }), ...reasons]), buttons: [...new Map(refusals.flatMap(({ offers }) => offers ?? []).map((row) => [JSON.stringify(row), row])).values()] };
}

/** "0.5 BTC" on the buttons, also where "bitcoin" was typed. */
function byCode(asked: AskedOrder, code: string): AskedOrder {
  return { ...asked, coin: code, choices: asked.choices.map((choice) => (choice.coin === asked.coin ? { ...choice, coin: code } : choice)) };
}

/** What typing the words would be refused with; undefined where it leads to a card or to another question that does. */
async function refusalOf(asking: Asking, words: string): Promise<Refusal | undefined> {
  const { side, command, request, core } = asking;
  const parsed = parseOrder(words, side);
  switch (parsed.kind) {
    case 'wrong': return { reply: misused(speak(request.user.settings.language)(`number.${parsed.why}`, { typed: outside(parsed.typed, typedShown) }), command, request, core), isUnlikely: false };
    case 'order': return refusalOfOrder(asking, parsed.words);
    // A choice has one reading less than the words it is of.
    case 'ask': {
      const tried = await tryReadings(parsed.why, parsed.choices, (one) => refusalOf(asking, one.words));
      if (tried.kind === 'working') return undefined;
      return { ...tried.refusal, reply: refuseReadings(speak(request.user.settings.language), parsed.typed, tried), offers: tried.refusals.flatMap(({ offers }) => offers ?? []) };
    }
  }
}

async function refusalOfOrder({ side, command, request, core, balances }: Asking, words: OrderWords): Promise<Refusal | undefined> {
  const market = await core.markets.find(words.coin) ?? await namedWithin(core, words.coin);
  if (market === undefined) return { reply: await unknownMarket(words.coin, command, request, core), isUnlikely: false };
  if (balances === undefined) return undefined;
  const judged = await judgeOrder(core, request, side, market, words, balances);
  if (judged.kind === 'drawable') return undefined;
  const say = speak(request.user.settings.language);
  const asker = { core, request, command: command.name, balances };
  const [reply, offers] = await Promise.all([refuse(asker, say, market, judged.fault), typedOffers(asker, say, judged.fault)]);
  return { reply, isUnlikely: isUnlikely(judged.fault), offers };
}
