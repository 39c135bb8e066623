// /receive: makes a Lightning invoice; its QR code comes as a message of its own, which turns to paid by itself.
import type { Reply, Request } from '../../src/bot/command.js';
import { barInvoice } from '../../src/accounts/lightning.js';
import { ProtocolError, UnknownOutcomeError, UserError } from '../../src/model/errors.js';
import { btcToSats, decimalPlaces, dividedBy, type Decimal } from '../../src/model/money.js';
import type { Buttons } from '../../src/model/message.js';
import type { AwaitedInvoice } from '../../src/model/user.js';
import { showAmount, showNumber, showRand, showTime } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { invoiceName } from '../../src/text/cards/invoiceCard.js';
import { askAmount as sayAsk } from '../../src/text/choices.js';
import { outside } from '../../src/text/outside.js';
import { fittingButton } from '../answers/buttonRows.js';
import type { CapeCommand, Core } from '../core.js';
import { misused } from '../answers/misused.js';
import { tryReadings, type Refusal } from '../answers/workingReadings.js';
import { askAmount, askConversion, askNote, chosenPart, conversionMarket, percentsFor, tooLittle, wantedSoFar, type InvoiceWanted } from './receiveSteps.js';
import { bitcoins, coinAliases, filler } from '../../src/words/lexicon/index.js';
import { btcPlaces, noteOf, readReceiveWords, type Meaning, type ReceiveWords } from './receiveWords.js';

/** Longest invoice shown, in characters: it is copied whole. */
const boltShown = 3000;

export const receive: CapeCommand = {
  name: 'receive', aliases: ['invoice'], family: 'money', access: 'linked', where: 'private', offered: 'alone', inPractice: 'barred',
  summary: 'help.receive', usage: 'receive <amount> sats|rand [convert] [<note>]',
  examples: () => ['receive 50000 sats', 'receive R150 coffee', 'receive 50000 sats convert'],
  run: async (request, core) => {
    const { user, rest } = request;
    if (request.via === 'button') {
      const reply = await press(request, core);
      if (reply !== undefined) return reply;
    }
    if (rest === '') barAnother(request);
    return rest === '' ? askAmount(core, request, speak(user.settings.language)) : fromWords(request, core, readReceiveWords(rest));
  },
  answer: async (request, dialog, core) => {
    const { user, rest } = request;
    if (dialog.step === 'amount') return fromWords(request, core, readReceiveWords(rest));
    const wanted = wantedSoFar(dialog, dialog.step, core.clock.now());
    if (wanted === undefined) return askAmount(core, request, speak(user.settings.language));
    // Words in answer to the choice of a percentage choose nothing: it is asked again.
    return dialog.step === 'note' ? offerConversion(request, core, { ...wanted, ...noteOf(rest) }) : offerConversion(request, core, wanted);
  },
};

/** The buttons of the steps and of the invoice's card; undefined for any other words. A second tap opens no question: whatever is typed next would answer it. */
async function press(request: Request, core: Core): Promise<Reply | undefined> {
  const { user, words: [what, detail] } = request;
  const say = speak(user.settings.language);
  const now = core.clock.now();
  switch (what) {
    case 'nonote': {
      const wanted = wantedSoFar(user.dialog, 'note', now);
      return wanted === undefined ? { text: say('receive.chosen') } : offerConversion(request, core, wanted);
    }
    case 'percent': {
      const wanted = wantedSoFar(user.dialog, 'convert', now);
      const part = chosenPart(detail);
      return wanted === undefined || part === null ? { text: say('receive.chosen') } : make(request, core, { ...wanted, ...part });
    }
    case 'text': return withInvoice(request, say, now, (invoice) => ({ text: say('receive.text', { bolt: outside(invoice.bolt, boltShown) }) }));
    case 'convert': return withInvoice(request, say, now, (invoice) => convertAgain(request, core, invoice));
    default: return undefined;
  }
}

/** Nothing is asked of whom no answer would bring an invoice. @throws UserError('receive.tooMany') */
const barAnother = ({ user }: Request): void => barInvoice(Object.values(user.invoices ?? {}));

function withInvoice({ user, words }: Request, say: Say, now: number, use: (invoice: AwaitedInvoice) => Reply | Promise<Reply>): Reply | Promise<Reply> {
  const invoice = Object.values(user.invoices ?? {}).find((one) => invoiceName(one) === words[1]);
  if (invoice === undefined) return { text: say('receive.gone') };
  return invoice.state === 'waiting' && invoice.expiresAt > now ? use(invoice) : { text: say('receive.over') };
}

/** The invoice stands as it was made; another choice makes another invoice. */
async function convertAgain(request: Request, core: Core, { amountSat, note, rand, expiresAt }: AwaitedInvoice): Promise<Reply> {
  const { user } = request;
  barAnother(request);
  const say = speak(user.settings.language);
  const wanted: InvoiceWanted = { amountSat, ...(note === undefined ? {} : { note }), ...(rand === undefined ? {} : { rand }) };
  const time = showTime(say, expiresAt, core.clock.now(), user.settings.timeZone);
  return await askConversion(core, request, say, wanted, 'receive.askConvertAgain', { time }) ?? tooLittle(core, say, wanted);
}

async function fromWords(request: Request, core: Core, words: ReceiveWords): Promise<Reply> {
  const say = speak(request.user.settings.language);
  if (words.kind !== 'sats' && words.kind !== 'rand') return unclear(say, await withCoinNamed(core, words), request, core);
  const sum = await sumOf(core, words);
  if (sum === undefined) return misread(say, { kind: 'tooMuch' }, request, core);
  const { convert, note: said } = splitConvert(words.note);
  const coin = await coinIn(core, said);
  if (coin !== undefined && !bitcoins.has(coin)) return misread(say, { kind: 'otherUnit', unit: coin }, request, core);
  const note = coin === undefined ? said : undefined;
  const wanted: InvoiceWanted = { ...sum, ...(note === undefined ? {} : { note }) };
  // Asked for step by step, it goes on step by step; said in one line, it is made at once.
  if (request.via === 'answer' ? note === undefined : convert) barAnother(request);
  if (request.via === 'answer') return note === undefined ? askNote(core, request, say, wanted) : offerConversion(request, core, wanted);
  if (!convert) return make(request, core, wanted);
  return await askConversion(core, request, say, wanted, 'receive.askConvert') ?? tooLittle(core, say, wanted);
}

const sumOf = async (core: Core, words: Extract<ReceiveWords, { readonly kind: 'sats' | 'rand' }>): Promise<Pick<InvoiceWanted, 'amountSat' | 'rand'> | undefined> =>
  (words.kind === 'sats' ? { amountSat: words.amountSat } : fromRand(core, words.rand));

/** The coin that a note names and says nothing else: "R5 eth" is of what should come, and no note. */
async function coinIn(core: Core, note: string | undefined): Promise<string | undefined> {
  const words = (note ?? '').toLowerCase().split(' ').filter((word) => word !== '' && !filler.has(word));
  const [word] = words;
  if (word === undefined || words.length > 1) return undefined;
  return bitcoins.has(word) || await core.markets.findCurrency(coinAliases.get(word) ?? word) !== undefined ? word : undefined;
}

/** Each meaning is tried like the same words typed; where none makes an invoice it is said why. */
async function unclear(say: Say, words: Exclude<ReceiveWords, { readonly kind: 'sats' | 'rand' }>, request: Request, core: Core): Promise<Reply> {
  if (words.kind !== 'ask' && words.kind !== 'noUnit') return misread(say, words, request, core);
  barAnother(request);
  const tried = await tryReadings(words.kind === 'ask' ? words.why : 'slang', words.meanings, (one) => refusalOf(say, one, request, core));
  return tried.kind === 'refused' ? tried.refusal.reply : misread(say, { ...words, meanings: tried.readings }, request, core);
}

async function refusalOf(say: Say, meaning: Meaning, request: Request, core: Core): Promise<Refusal | undefined> {
  const words = readReceiveWords(meaning.words);
  if (words.kind !== 'sats' && words.kind !== 'rand') return undefined;
  const sum = await sumOf(core, words);
  if (sum === undefined) return { reply: misread(say, { kind: 'tooMuch' }, request, core), isUnlikely: true };
  const isTooLittle = splitConvert(words.note).convert && (await percentsFor(core, sum.amountSat)).length === 0;
  return isTooLittle ? { reply: await tooLittle(core, say, sum), isUnlikely: false } : undefined;
}

function splitConvert(note: string | undefined): { readonly convert: boolean; readonly note?: string } {
  const match = /^convert(?:\s+|$)/iu.exec(note ?? '');
  return { convert: match !== null, ...(note === undefined ? {} : noteOf(note.slice(match?.[0].length ?? 0))) };
}

/** Rounded up to a whole sat, so that no less arrives than was asked for; undefined for more than there are. @throws UserError('receive.noPrice') when nobody bids */
async function fromRand(core: Core, rand: Decimal): Promise<Pick<InvoiceWanted, 'amountSat' | 'rand'> | undefined> {
  const { bid } = await core.markets.best(conversionMarket);
  if (bid === undefined) throw new UserError('receive.noPrice');
  const amountSat = btcToSats(dividedBy(rand, bid.price, btcPlaces, 'up'));
  return amountSat === undefined ? undefined : { amountSat, rand: { amount: rand, price: bid.price } };
}

/** A coin behind a bare number is its unit, and no note. */
async function withCoinNamed<Words extends ReceiveWords>(core: Core, words: Words): Promise<Words | Extract<ReceiveWords, { readonly kind: 'otherUnit' }>> {
  if (words.kind !== 'noUnit' || words.behind === undefined) return words;
  const named = await core.markets.findCurrency(coinAliases.get(words.behind) ?? words.behind);
  return named === undefined ? words : { kind: 'otherUnit', unit: words.behind };
}

function misread(say: Say, words: Exclude<ReceiveWords, { readonly kind: 'sats' | 'rand' }>, request: Request, core: Core): Reply {
  switch (words.kind) {
    case 'wrong': return misused(say(`number.${words.why}`, { typed: outside(words.typed, 40) }), receive, request, core);
    case 'ask': return whichMeaning(say, words);
    case 'fraction': return misused(say('receive.fraction', { amount: outside(words.typed, 40) }), receive, request, core);
    case 'tooMuch': return misused(say('receive.tooMuch'), receive, request, core);
    case 'unread': return misused(say('receive.unread'), receive, request, core);
    case 'noUnit': return { text: say('receive.noUnit', { typed: outside(words.typed, 40) }), buttons: meaningButtons(say, words.meanings) };
    case 'otherUnit': return misused(say('receive.otherUnit', { unit: outside(words.unit, 40) }), receive, request, core);
  }
}

/** A button for each reading; where the note is too long for one, an example of how to write it. */
function whichMeaning(say: Say, asked: Extract<ReceiveWords, { readonly kind: 'ask' }>): Reply {
  const { typed, meanings } = asked;
  const buttons = meaningButtons(say, meanings);
  const [first] = meanings;
  if (buttons.length > 0 || first === undefined) return { text: sayAsk(say, asked), buttons };
  return { text: say('receive.ask', { typed: outside(typed, 40), example: outside(first.words.split(' ').slice(0, first.unit === 'rand' ? 1 : 2).join(' ')) }) };
}

/** One for each thing the words may mean. */
function meaningButtons(say: Say, meanings: readonly Meaning[]): Buttons {
  const label = ({ unit, amount }: Meaning): string => (unit === 'rand' ? showRand(say, amount, Math.max(2, decimalPlaces(amount))) : unit === 'btc' ? showAmount(say, amount, 'btc') : say('figure.sats', { count: showNumber(say, amount) }).text);
  return meanings.flatMap((one) => fittingButton(label(one), `receive ${one.words}`));
}

/** With too few sats for any choice there is nothing to ask. */
async function offerConversion(request: Request, core: Core, wanted: InvoiceWanted): Promise<Reply> {
  const say = speak(request.user.settings.language);
  return await askConversion(core, request, say, wanted, 'receive.askConvert') ?? make(request, core, wanted);
}

/** True also where it cannot be told: a tap then says why not. */
const mayConvert = async (core: Core, { amountSat }: InvoiceWanted): Promise<boolean> => (await percentsFor(core, amountSat).catch(() => undefined))?.length !== 0;

/** The QR code comes by itself (notifications/kinds/invoiceMade); this answers with the invoice as a text. */
async function make(request: Request, core: Core, wanted: InvoiceWanted): Promise<Reply> {
  const { user, updateId } = request;
  const say = speak(user.settings.language);
  await core.setDialog(request, undefined);
  try {
    const { bolt, state } = await core.accounts.makeInvoice(user.id, { ...wanted, askedBy: updateId, ...(await mayConvert(core, wanted) ? {} : { noConversion: true }) });
    return { text: state === 'waiting' ? say('receive.text', { bolt: outside(bolt, boltShown) }) : say('receive.over') };
  } catch (error) {
    if (error instanceof UnknownOutcomeError) return { text: say('receive.unknown') };
    if (error instanceof ProtocolError) return { text: say('receive.unreadable') };
    throw error;
  }
}
