// /alert: stores something to watch for; its buttons delete it, arm it again or let it sleep.
import type { WantedAlert } from '../../src/alerts/alerts.js';
import type { Reply, Request } from '../../src/bot/command.js';
import { isEnabled } from '../../src/markets/findMarket.js';
import { UserError } from '../../src/model/errors.js';
import type { AlertRepeat, AlertRule } from '../../src/model/alert.js';
import type { Rich } from '../../src/model/message.js';
import { callbackDataLimit, runData } from '../../src/model/callback.js';
import type { Decimal } from '../../src/model/money.js';
import type { Market } from '../../src/model/trading/market.js';
import { isFinal } from '../../src/model/trading/order.js';
import { showMoney, showPercent } from '../../src/text/format.js';
import { isTextKey, speak, type Say } from '../../src/text/index.js';
import { askAmount } from '../../src/text/choices.js';
import { parseAlert, readBeginning, type AlertWords, type ParsedAlert, type SidelessWords } from '../../src/text/parseAlert.js';
import { outside, outsideValues } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import { readingsWithin } from '../../src/words/amount.js';
import { hasStop } from '../../src/words/leftover.js';
import { answerAct, isAlertAct } from './alertActs.js';
import { askAlready, keepWord } from './alertAlready.js';
import { sayHowTo } from './alertHowTo.js';
import { sayAdded, sayKnown } from './alertSaved.js';
import { askSide, askWay, sideOf, sidesOf, waysOf } from './alertSide.js';
import type { CapeCommand, Core } from '../core.js';
import { examplePrice } from '../trade/examplePrice.js';
import { fittingButton } from '../answers/buttonRows.js';
import { misused } from '../answers/misused.js';
import { withOffNotice } from './switchedOff.js';
import { unknownCurrency, unknownMarket } from '../answers/unknownCoin.js';
import { tryReadings, type Refusal } from '../answers/workingReadings.js';

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
    if (parsed.kind === 'ask') return ask(say, asked, core, parsed);
    if (parsed.kind !== 'alert') return await unreadWords(say, asked, core, parsed) ?? misused(whatIsWrong(say, parsed), withExamplesLike(asked.rest), asked, core);
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

async function ask(say: Say, request: Request, core: Core, asked: Extract<ParsedAlert, { readonly kind: 'ask' }>): Promise<Reply> {
  const { unit, choices } = asked;
  const currency = unit === '%' || unit === 'zar' ? undefined : await core.markets.findCurrency(unit);
  const label = (value: Decimal): string => (unit === '%' ? showPercent(say, value) : showMoney(say, value, unit));
  const fitting = readingsWithin(choices, currency?.precision ?? Infinity).filter(({ words }) => Buffer.byteLength(`do:alert ${words}`) <= callbackDataLimit);
  const tried = await tryReadings(asked.why, fitting, ({ words }) => refusalOf(say, { ...request, rest: words }, core, parseAlert(words)));
  if (tried.kind === 'refused') return tried.refusal.reply;
  return { text: askAmount(say, asked), buttons: tried.readings.map(({ words, value }) => [{ label: label(value), data: runData(`alert ${words}`) }]) };
}

/** Words behind an alert that are none of it: which they are, and a tap with what was read; with a word that says no, or asks, none. */
async function unreadWords(say: Say, request: Request, core: Core, parsed: Exclude<ParsedAlert, { readonly kind: 'alert' | 'ask' }>): Promise<Reply | undefined> {
  const mayBeBehind = parsed.kind === 'wrongNumber' ? parsed.why === 'digits' || parsed.why === 'unit' : parsed.why === 'noComparison';
  const read = mayBeBehind ? readBeginning(request.rest) : undefined;
  if (read === undefined) return undefined;
  const shown = { words: outside(read.left, 60) };
  if (hasStop(request.rest)) return { text: say('alert.leftoverStop', shown) };
  const line = say('alert.leftover', shown);
  const refusal = await refusalOf(say, { ...request, rest: read.words }, core, parseAlert(read.words));
  if (refusal !== undefined) return { ...refusal.reply, text: join([line, refusal.reply.text]) };
  return { text: line, buttons: fittingButton(outside(`/alert ${read.words}`, 40).text, `alert ${read.words}`) };
}

/** What typing the words would be refused with; undefined where an alert, or a question that leads to one, comes of them. */
async function refusalOf(say: Say, request: Request, core: Core, parsed: ParsedAlert): Promise<Refusal | undefined> {
  if (parsed.kind === 'ask') {
    const tried = await tryReadings(parsed.why, parsed.choices, ({ words }) => refusalOf(say, { ...request, rest: words }, core, parseAlert(words)));
    return tried.kind === 'refused' ? tried.refusal : undefined;
  }
  const refuse = (reply: Reply): Refusal => ({ reply, isUnlikely: false });
  if (parsed.kind !== 'alert') return refuse(misused(whatIsWrong(say, parsed), withExamplesLike(request.rest), request, core));
  const meant = await meantBy(say, request, core, parsed.words, parsed.repeat);
  if (meant.kind !== 'rule') return meant.kind === 'refused' ? refuse(meant.reply) : undefined;
  const reply = faultIn(say, request, core, meant.rule, parsed.repeat);
  return reply === undefined ? undefined : refuse(reply);
}

interface How {
  readonly repeat: AlertRepeat | undefined;
  /** It is wanted although it is so already. */
  readonly isKept: boolean;
}

type Meant =
  | { readonly kind: 'rule'; readonly rule: AlertRule }
  /** Something is still to be chosen. */
  | { readonly kind: 'asked' | 'refused'; readonly reply: Reply };

/** Saves what the words mean, or answers what is missing. @throws as Markets.list */
async function prepare(say: Say, request: Request, core: Core, words: AlertWords, how: How): Promise<Reply> {
  const meant = await meantBy(say, request, core, words, how.repeat);
  return meant.kind === 'rule' ? save(request, core, meant.rule, how) : meant.reply;
}

/** The rule that the words mean. @throws as Markets.list */
async function meantBy(say: Say, request: Request, core: Core, words: AlertWords, repeat: AlertRepeat | undefined): Promise<Meant> {
  if (words.kind === 'orderNear') return orderMeant(say, request, words);
  if (words.kind === 'balanceBelow') return balanceMeant(say, request, core, words);
  const market = await core.markets.find(words.coin);
  if (market === undefined) return refused(await unknownMarket(words.coin, alert, request, core));
  if (!isEnabled(market)) return refused({ text: say('alert.closed', { name: outside(market.name, 40) }) });
  if (words.kind === 'coin') return { kind: 'asked', reply: sayHowTo(say, core, market) };
  if (words.kind === 'move' || words.kind === 'level') return sidelessMeant(say, request, core, market, words, repeat);
  const rule: Omit<typeof words, 'coin'> & { coin?: string } = { ...words };
  delete rule.coin;
  return { kind: 'rule', rule: { ...rule, market: market.id } as AlertRule };
}

const refused = (reply: Reply): Meant => ({ kind: 'refused', reply });

/** Only the sides that can be are asked; where none can, it is said why. */
function sidelessMeant(say: Say, request: Request, core: Core, market: Market, words: SidelessWords, repeat: AlertRepeat | undefined): Meant {
  const direction = words.kind === 'level' ? sideOf(core, market, words.threshold) : undefined;
  if (words.kind === 'level' && direction !== undefined) return { kind: 'rule', rule: { kind: 'priceCrosses', market: market.id, direction, threshold: words.threshold } };
  const faultOf = (rule: AlertRule): Reply | undefined => faultIn(say, request, core, rule, repeat);
  const [sides, ways] = words.kind === 'level' ? [sidesOf(market, words.threshold), []] : [[], waysOf(market, words)];
  const faults = [...sides, ...ways].map(faultOf);
  const [fault] = faults;
  if (fault !== undefined && faults.every((one) => one !== undefined)) return refused(fault);
  const isFree = (rule: AlertRule): boolean => faultOf(rule) === undefined;
  return { kind: 'asked', reply: words.kind === 'move' ? askWay(say, market, words, repeat, ways.filter(isFree)) : askSide(say, market, words.threshold, repeat, sides.filter(isFree)) };
}

function orderMeant(say: Say, request: Request, { orderId, percent }: Extract<AlertWords, { readonly kind: 'orderNear' }>): Meant {
  const { link, account } = request.user;
  if (link === undefined) return refused({ text: say('link.needed') });
  if (orderId === undefined) return { kind: 'rule', rule: { kind: 'orderNear', percent } };
  const order = Object.hasOwn(account.orders, orderId) ? account.orders[orderId]?.order : undefined;
  if (order?.price === undefined || isFinal(order.state)) return refused({ text: say('alert.noOrder', { id: outside(orderId) }) });
  return { kind: 'rule', rule: { kind: 'orderNear', order: { id: order.id, market: order.market }, percent } };
}

async function balanceMeant(say: Say, request: Request, core: Core, { coin, threshold }: Extract<AlertWords, { readonly kind: 'balanceBelow' }>): Promise<Meant> {
  if (request.user.link === undefined) return refused({ text: say('link.needed') });
  const currency = await core.markets.findCurrency(coin);
  if (currency === undefined) return refused(await unknownCurrency(coin, alert, request, core));
  return { kind: 'rule', rule: { kind: 'balanceBelow', currency: currency.id, threshold } };
}

/** What is wrong with the numbers of an alert. */
function faultIn(say: Say, request: Request, core: Core, rule: AlertRule, repeat: AlertRepeat | undefined): Reply | undefined {
  try {
    core.alerts.check({ rule, ...(repeat === undefined ? {} : { repeat }) });
    return undefined;
  } catch (error) {
    if (error instanceof UserError && isTextKey(error.key)) return misused(say(error.key, outsideValues(error.values)), withExamplesLike(request.rest), request, core);
    throw error;
  }
}

async function save(request: Request, core: Core, rule: AlertRule, how: How): Promise<Reply> {
  const say = speak(request.user.settings.language);
  // The id comes from the update, so that a re-delivered message saves nothing twice.
  const { repeat, isKept } = how;
  const wanted: WantedAlert = { id: `a${request.updateId.toString(36)}`, rule, ...(repeat === undefined ? {} : { repeat }) };
  const fault = faultIn(say, request, core, rule, repeat);
  if (fault !== undefined) return fault;
  // A message delivered again has its alert already, whatever the price does meanwhile.
  const isSaved = core.alerts.list(request.user.id).some((one) => one.id === wanted.id);
  const question = isKept || isSaved ? undefined : await askAlready(say, request, core, wanted);
  if (question !== undefined) return question;
  const rehearsal = await core.alerts.rehearse(wanted);
  const added = await core.alerts.add(request.user.id, wanted);
  const reply = await (added.id === wanted.id ? sayAdded(say, request, core, added, rehearsal) : sayKnown(say, request, core, added));
  return withOffNotice(say, request.user, 'alerts', reply);
}
