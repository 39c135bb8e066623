// Adding a beneficiary step by step: one question at a time, what was understood is repeated, and at the end a card to confirm.
import type { Reply, Request } from '../../src/bot/command.js';
import { isTag, joinTag, takesTag } from '../../src/model/payments/addressChecks.js';
import { readAddressText } from '../../src/model/payments/addressText.js';
import { runData } from '../../src/model/callback.js';
import type { BeneficiaryRequest } from '../../src/model/draft.js';
import type { Currency } from '../../src/model/trading/market.js';
import type { Rich } from '../../src/model/message.js';
import type { Dialog } from '../../src/model/user.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { speak, type Say } from '../../src/text/index.js';
import type { TextKey } from '../../src/text/language.js';
import { showCode } from '../../src/text/format.js';
import { oneLine, outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import { destinationLines } from '../../src/text/cards/withdrawCard.js';
import { photoMegapixelsLimit } from '../../src/pictures/unpackPhoto.js';
import type { Core } from '../core.js';
import { networkOf } from './networkOf.js';

/** How long each answer is waited for, ms. */
const stepLifeMs = 10 * 60_000;
/** The exchange's limit (PROTOCOL.md section 3: too_long_name). */
const nameLimit = 64;
const textLimit = 64;

type Data = Readonly<Record<string, string>>;
/** What an answer adds to the data, or what is wrong with it. */
type Read = { readonly data: Data } | { readonly fault: Rich };

interface Step {
  readonly name: string;
  readonly ask: TextKey;
  /** The label of the button that skips it; absent: it must be answered. */
  readonly skip?: TextKey;
  /** True when what is known already answers it. */
  isKnown?(data: Data): boolean;
  read(say: Say, text: string, data: Data): Read;
}

/** Text of one to `limit` characters, invisible ones left out. */
const textStep = (field: string, limit: number, example: string) => (say: Say, text: string): Read => {
  const value = oneLine(text);
  const length = Array.from(value).length;
  return length > 0 && length <= limit ? { data: { [field]: value } } : { fault: say('add.badText', { limit, example: outside(example) }) };
};

function readAddress(say: Say, text: string, { currency = '', network }: Data): Read {
  const read = readAddressText(currency, text, network);
  if ('fault' in read) return { fault: say('add.badAddress', { currency: showCode(currency), why: say(`address.${read.fault}`) }) };
  const { address, tag } = read;
  if (tag !== undefined && !isTag(tag)) return { fault: say('add.badTagInside') };
  return { data: { address, ...(tag === undefined ? {} : { tag }) } };
}

function readAccount(say: Say, text: string): Read {
  const account = text.replace(/[\s\u00a0-]/g, '').toUpperCase();
  return /^[0-9A-Z]{5,34}$/.test(account) ? { data: { account_number: account } } : { fault: say('add.badAccount') };
}

/** A branch code has no usual field of its own in the exchange's family; a SWIFT code has. */
function readBranch(say: Say, text: string): Read {
  const code = text.replace(/[\s\u00a0-]/g, '').toUpperCase();
  if (/^[0-9]{6}$/.test(code)) return { data: { branch_code: code } };
  return /^[A-Z]{6}[0-9A-Z]{2}(?:[0-9A-Z]{3})?$/.test(code) ? { data: { bank_swift_code: code } } : { fault: say('add.badBranch') };
}

const readTag = (say: Say, text: string): Read => (isTag(text.trim()) ? { data: { tag: text.trim() } } : { fault: say('add.badTag') });

const nameStep: Step = { name: 'name', ask: 'add.name', read: textStep('name', nameLimit, 'Cold wallet') };
const coinSteps: readonly Step[] = [{ name: 'address', ask: 'add.address', read: readAddress }, nameStep];
const taggedSteps: readonly Step[] = [
  { name: 'address', ask: 'add.address', read: readAddress },
  { name: 'tag', ask: 'add.tag', skip: 'add.noTag', isKnown: ({ tag }) => tag !== undefined, read: readTag },
  nameStep,
];
const bankSteps: readonly Step[] = [
  { name: 'full_name', ask: 'add.fullName', read: textStep('full_name', textLimit, 'Thandi Mokoena') },
  { name: 'account_number', ask: 'add.accountNumber', read: readAccount },
  { name: 'bank_name', ask: 'add.bankName', read: textStep('bank_name', textLimit, 'FNB') },
  { name: 'branch', ask: 'add.branch', skip: 'add.skip', read: readBranch },
  { name: 'account_type', ask: 'add.accountType', skip: 'add.skip', read: textStep('account_type', textLimit, 'Cheque') },
  nameStep,
];

/** Of the two kinds of data only rand has a bank's. */
const stepsFor = (currency: string): readonly Step[] => (currency === 'zar' ? bankSteps : takesTag(currency) ? taggedSteps : coinSteps);

/** The first question. What an address must look like depends on the coin's network, where that is known. */
export async function beginAdding(request: Request, core: Core, currency: Currency): Promise<Reply> {
  const network = currency.type === 'fiat' ? undefined : await networkOf(core, request.user.id, currency);
  return askNext(request, core, { currency: currency.id, ...(network === undefined ? {} : { network: network.name }) }, -1);
}

/** Takes the answer to the step the dialog is at; what is not understood leaves the question open. */
export async function takeAnswer(request: Request, core: Core, { step, data }: Dialog): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const currency = data['currency'] ?? '';
  const steps = stepsFor(currency);
  const at = steps.findIndex((one) => one.name === step);
  const read = steps[at]?.read(say, request.rest, data);
  if (read === undefined) return beginAgain(say);
  if ('fault' in read) return { text: read.fault, ...skipButton(say, steps[at]) };
  return askNext(request, core, { ...data, ...read.data }, at);
}

/** A picture of an address's code answers the question for one; the other questions take words alone and stay open. */
export async function takePicture(request: Request, core: Core, dialog: Dialog, image: Uint8Array): Promise<Reply> {
  const say = speak(request.user.settings.language);
  if (dialog.step !== 'address') return { text: say('bot.wordsWanted') };
  const found = await core.photos.read(image);
  return 'fault' in found ? { text: say(`picture.${found.fault}`, { limit: photoMegapixelsLimit }) } : takeAnswer({ ...request, rest: found.text }, core, dialog);
}

/** Goes past a step that need not be answered. */
export function skipStep(request: Request, core: Core, dialog: Dialog | undefined): Promise<Reply> | Reply {
  const say = speak(request.user.settings.language);
  const steps = stepsFor(dialog?.data['currency'] ?? '');
  const at = steps.findIndex((one) => one.name === dialog?.step);
  if (dialog === undefined || dialog.expiresAt <= core.clock.now() || steps[at]?.skip === undefined) return beginAgain(say);
  return askNext(request, core, dialog.data, at);
}

const beginAgain = (say: Say): Reply => ({ text: say('beneficiaries.noQuestion') });

async function askNext(request: Request, core: Core, data: Data, answered: number): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const currency = data['currency'] ?? '';
  const next = stepsFor(currency).slice(answered + 1).find((step) => step.isKnown?.(data) !== true);
  if (next === undefined) return drawCard(say, request, core, data);
  await core.setDialog(request, { command: 'beneficiaries', step: next.name, data, expiresAt: core.clock.now() + stepLifeMs });
  const known = destinationLines(say, currency, fieldsOf(data));
  const example = currency === 'zar' ? 'My FNB account' : 'Cold wallet';
  const question = say(next.ask, { currency: showCode(currency), example: outside(example) });
  return { text: join([...(known.length === 0 ? [] : [say('add.understood'), ...known]), question]), forceReply: true, ...skipButton(say, next) };
}

/** What goes as `data`; the tag is part of the address, as the exchange writes it. */
function fieldsOf({ currency: _currency, network: _network, name: _name, address, tag, ...bank }: Data): Data {
  return address === undefined ? bank : { address: joinTag({ address, ...(tag === undefined ? {} : { tag }) }) };
}

const skipButton = (say: Say, step: Step | undefined): Pick<Reply, 'buttons'> =>
  (step?.skip === undefined ? {} : { buttons: [[{ label: say(step.skip).text, data: runData('beneficiaries skip') }]] });

async function drawCard(say: Say, request: Request, core: Core, data: Data): Promise<Reply> {
  await core.setDialog(request, undefined);
  const beneficiary: BeneficiaryRequest = { currency: data['currency'] ?? '', name: data['name'] ?? '', data: fieldsOf(data) };
  const draft = await core.actions.draft(request.user.id, { kind: 'createBeneficiary', beneficiary });
  return { ...draftCard(say, draft, { now: core.clock.now(), timeZone: request.user.settings.timeZone }), draftId: draft.id };
}
