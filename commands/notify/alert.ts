// /alert: stores something to watch for; its buttons delete it, arm it again or let it sleep.
import type { WantedAlert } from '../../src/alerts/alerts.js';
import type { Reply, Request } from '../../src/bot/command.js';
import { isEnabled } from '../../src/markets/findMarket.js';
import { UserError } from '../../src/model/errors.js';
import type { AlertRepeat, AlertRule } from '../../src/model/alert.js';
import type { Rich } from '../../src/model/message.js';
import { callbackDataLimit, runData } from '../../src/model/callback.js';
import type { Decimal } from '../../src/model/money.js';
import { isFinal } from '../../src/model/trading/order.js';
import { showMoney, showPercent } from '../../src/text/format.js';
import { isTextKey, speak, type Say } from '../../src/text/index.js';
import { askAmount } from '../../src/text/choices.js';
import { parseAlert, type AlertWords, type ParsedAlert } from '../../src/text/parseAlert.js';
import { outside, outsideValues } from '../../src/text/outside.js';
import { readingsWithin } from '../../src/words/amount.js';
import { answerAct, isAlertAct } from './alertActs.js';
import { askAlready, keepWord } from './alertAlready.js';
import { sayHowTo } from './alertHowTo.js';
import { sayAdded, sayKnown } from './alertSaved.js';
import { askSide, askWay, sideOf } from './alertSide.js';
import type { CapeCommand, Core } from '../core.js';
import { examplePrice } from '../trade/examplePrice.js';
import { misused } from '../answers/misused.js';
import { withOffNotice } from './switchedOff.js';
import { unknownCurrency, unknownMarket } from '../answers/unknownCoin.js';

export const alert: CapeCommand = {
  name: 'alert', aliases: ['a'], family: 'notify', access: 'anyone', where: 'private', offered: 'alone',
  summary: 'help.alert', usage: 'alert <coin> > <price> [every 4h]',
  examples: (core, user) => [
    `alert btc > ${examplePrice(core, 'btczar', 'ask', '900000')}`, 'alert btc +5% 1h', `alert btc close 1h > ${examplePrice(core, 'btczar', 'ask', '900000')}`,
    'alert btc spread > 1%', `alert btc < ${examplePrice(core, 'btczar', 'bid', '800000')} every 4h`, ...(user.link === undefined ? [] : ['alert orders 0.3%', 'alert balance btc < 0.1']),
  ],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const [first, ...which] = request.words;
    if (request.rest === '') return misused(undefined, alert, request, core);
    if (request.via === 'button' && which.length > 0 && isAlertAct(first)) return answerAct(say, request, core, first, which);
    const isKept = request.via === 'button' && first === keepWord;
    const asked = isKept ? { ...request, rest: which.join(' '), words: which } : request;
    const parsed = parseAlert(asked.rest);
    if (parsed.kind === 'ask') return ask(say, core, parsed);
    if (parsed.kind !== 'alert') return misused(whatIsWrong(say, parsed), withExamplesLike(asked.rest), asked, core);
    return prepare(say, asked, core, parsed.words, { repeat: parsed.repeat, isKept });
  },
};

/** What tells the forms of /alert apart, in the order they are read. */
const forms = [/^balance/i, /^orders?\b/i, / every\b/i, / spread\b/i, / close/i, /%/];

/** The command with the examples that are like what was typed. */
function withExamplesLike(typed: string): CapeCommand {
  const form = forms.find((one) => one.test(typed));
  const isLike = (example: string): boolean => form?.test(example.slice('alert '.length)) === true;
  return { ...alert, examples: (core, user) => [...alert.examples(core, user)].sort((a, b) => Number(isLike(b)) - Number(isLike(a))) };
}

const noNumber = { price: 'alert.noPrice', percent: 'alert.noPercent', amount: 'alert.noAmount' } as const;

function whatIsWrong(say: Say, parsed: Exclude<ParsedAlert, { readonly kind: 'alert' | 'ask' }>): Rich {
  if (parsed.kind === 'wrong') return say(`alert.${parsed.why}`);
  const why = say(`number.${parsed.why}`, { typed: outside(parsed.typed, 40) });
  return say(noNumber[parsed.number], { why });
}

async function ask(say: Say, core: Core, asked: Extract<ParsedAlert, { readonly kind: 'ask' }>): Promise<Reply> {
  const { unit, choices } = asked;
  const currency = unit === '%' || unit === 'zar' ? undefined : await core.markets.findCurrency(unit);
  const label = (value: Decimal): string => (unit === '%' ? showPercent(say, value) : showMoney(say, value, unit));
  const fitting = readingsWithin(choices, currency?.precision ?? Infinity).filter(({ words }) => Buffer.byteLength(`do:alert ${words}`) <= callbackDataLimit);
  return { text: askAmount(say, asked), buttons: fitting.map(({ words, value }) => [{ label: label(value), data: runData(`alert ${words}`) }]) };
}

interface How {
  readonly repeat: AlertRepeat | undefined;
  /** It is wanted although it is so already. */
  readonly isKept: boolean;
}

/** Turns the words into a rule, or answers what is missing. @throws as Markets.list */
async function prepare(say: Say, request: Request, core: Core, words: AlertWords, how: How): Promise<Reply> {
  if (words.kind === 'orderNear') return prepareOrder(say, request, core, words, how);
  if (words.kind === 'balanceBelow') return prepareBalance(say, request, core, words, how);
  const market = await core.markets.find(words.coin);
  if (market === undefined) return unknownMarket(words.coin, alert, request, core);
  if (!isEnabled(market)) return { text: say('alert.closed', { name: outside(market.name, 40) }) };
  if (words.kind === 'coin') return sayHowTo(say, core, market);
  if (words.kind === 'move') return askWay(say, market, words, how.repeat);
  if (words.kind === 'level') {
    const direction = sideOf(core, market, words.threshold);
    return direction === undefined ? askSide(say, market, words.threshold, how.repeat) : save(request, core, { kind: 'priceCrosses', market: market.id, direction, threshold: words.threshold }, how);
  }
  const rule: Omit<typeof words, 'coin'> & { coin?: string } = { ...words };
  delete rule.coin;
  return save(request, core, { ...rule, market: market.id } as AlertRule, how);
}

async function prepareOrder(say: Say, request: Request, core: Core, { orderId, percent }: Extract<AlertWords, { readonly kind: 'orderNear' }>, how: How): Promise<Reply> {
  const { link, account } = request.user;
  if (link === undefined) return { text: say('link.needed') };
  if (orderId === undefined) return save(request, core, { kind: 'orderNear', percent }, how);
  const order = Object.hasOwn(account.orders, orderId) ? account.orders[orderId]?.order : undefined;
  if (order?.price === undefined || isFinal(order.state)) return { text: say('alert.noOrder', { id: outside(orderId) }) };
  return save(request, core, { kind: 'orderNear', order: { id: order.id, market: order.market }, percent }, how);
}

async function prepareBalance(say: Say, request: Request, core: Core, { coin, threshold }: Extract<AlertWords, { readonly kind: 'balanceBelow' }>, how: How): Promise<Reply> {
  if (request.user.link === undefined) return { text: say('link.needed') };
  const currency = await core.markets.findCurrency(coin);
  if (currency === undefined) return unknownCurrency(coin, alert, request, core);
  return save(request, core, { kind: 'balanceBelow', currency: currency.id, threshold }, how);
}

async function save(request: Request, core: Core, rule: AlertRule, how: How): Promise<Reply> {
  const say = speak(request.user.settings.language);
  // The id comes from the update, so that a re-delivered message saves nothing twice.
  const { repeat, isKept } = how;
  const wanted: WantedAlert = { id: `a${request.updateId.toString(36)}`, rule, ...(repeat === undefined ? {} : { repeat }) };
  try {
    core.alerts.check(wanted);
  } catch (error) {
    if (error instanceof UserError && isTextKey(error.key)) return misused(say(error.key, outsideValues(error.values)), withExamplesLike(request.rest), request, core);
    throw error;
  }
  // A message delivered again has its alert already, whatever the price does meanwhile.
  const isSaved = core.alerts.list(request.user.id).some((one) => one.id === wanted.id);
  const question = isKept || isSaved ? undefined : await askAlready(say, request, core, wanted);
  if (question !== undefined) return question;
  const rehearsal = await core.alerts.rehearse(wanted);
  const added = await core.alerts.add(request.user.id, wanted);
  const reply = await (added.id === wanted.id ? sayAdded(say, request, core, added, rehearsal) : sayKnown(say, request, core, added));
  return withOffNotice(say, request.user, 'alerts', reply);
}
