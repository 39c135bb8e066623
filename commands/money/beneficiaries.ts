// /beneficiaries: where the account may withdraw to, each with what can be done with it; adding, activating and deleting go by cards.
import type { Reply, Request } from '../../src/bot/command.js';
import type { ActionRequest } from '../../src/model/draft.js';
import type { Beneficiary } from '../../src/model/payments/beneficiary.js';
import { codeStep, isCodeWords, runData } from '../../src/model/callback.js';
import type { Button } from '../../src/model/message.js';
import { beneficiaryLabel, beneficiaryRow } from '../../src/text/tables/beneficiaryRows.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { speak, type Say } from '../../src/text/index.js';
import { showCode } from '../../src/text/format.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import { beginAdding, skipStep, takeAnswer, takePicture } from './addBeneficiary.js';
import { fittingButton, inRows } from '../answers/buttonRows.js';
import { askForCode, takeCode, type CodeRules } from './codeDialog.js';
import type { CapeCommand, Core } from '../core.js';
import { misused } from '../answers/misused.js';
import { isPageWord, pageButtons, pageOf } from '../answers/page.js';
import { unknownCurrency } from '../answers/unknownCoin.js';

const coinsLimit = 60;

export const beneficiaries: CapeCommand = {
  name: 'beneficiaries', aliases: ['beneficiary', 'ben'], family: 'money', access: 'linked', where: 'private', offered: 'alone', inPractice: 'barred', secretAnswers: [codeStep], forwardedAnswers: ['address'],
  summary: 'help.beneficiaries', usage: 'beneficiaries [<page> | add <coin> | activate <number> | delete <number>]',
  examples: () => ['beneficiaries', 'beneficiaries add btc', 'beneficiaries add zar'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const { dialog } = request.user;
    const [first = '', second] = request.words;
    if (isCodeWords(request.words)) return askForCode(request, core, pinRules, second ?? '');
    if (dialog !== undefined && dialog.forCode !== true && first !== 'skip') await core.setDialog(request, undefined);
    if (first === '' || isPageWord(first)) return list(say, request, core);
    switch (first.toLowerCase()) {
      case 'add': return add(say, request, core);
      case 'skip': return skipStep(request, core, dialog);
      case 'activate': return change(say, request, core, second, activation);
      case 'delete': return change(say, request, core, second, deletion);
      default: return misused(say('beneficiaries.words', { words: outside(request.rest, 40) }), beneficiaries, request, core);
    }
  },
  answer: (request, dialog, core) => (dialog.step === codeStep ? takeCode(request, core, pinRules, dialog) : takeAnswer(request, core, dialog)),
  answerPicture: (request, dialog, image, core) => takePicture(request, core, dialog, image),
};

const pinRules: CodeRules = {
  command: 'beneficiaries',
  ask: (say, { request }) => say('code.askMailedPin', { name: request.kind === 'activateBeneficiary' ? outside(request.name, 64) : '' }),
  fault: (say, code) => (/^[0-9]{4,8}$/.test(code) ? undefined : say('code.pinShape')),
};

async function list(say: Say, request: Request, core: Core): Promise<Reply> {
  const all = await core.accounts.beneficiaries(request.user.id);
  const addButton: Button[] = [{ label: say('beneficiaries.add').text, data: runData('beneficiaries add') }];
  if (all.length === 0) return { text: say('beneficiaries.none'), buttons: [addButton], inPlace: true };
  const page = pageOf(all, request.words[0]);
  const foot = page.count > 1 ? say('beneficiaries.page', { page: page.number, pages: page.count }) : '';
  return {
    text: join([say('beneficiaries.heading', { count: all.length }), ...page.rows.map((one) => beneficiaryRow(say, one)), foot], '\n\n'),
    buttons: [...page.rows.flatMap((one) => rowButtons(say, one)), ...pageButtons('beneficiaries', page), addButton],
    inPlace: true,
  };
}

/** What can be done with one: an active one is withdrawn to, a pending one is proved, any can be deleted. */
function rowButtons(say: Say, one: Beneficiary): Button[][] {
  const name = beneficiaryLabel(one);
  const use = one.state === 'active' ? fittingButton(say('beneficiaries.withdraw', { name }).text, `withdraw #${one.id}`)
    : one.state === 'pending' ? fittingButton(say('beneficiaries.pin', { name }).text, `beneficiaries activate ${one.id}`) : [];
  const row = [...use, ...fittingButton(say('beneficiaries.delete').text, `beneficiaries delete ${one.id}`)].flat();
  return row.length === 0 ? [] : [row];
}

async function add(say: Say, request: Request, core: Core): Promise<Reply> {
  const coin = request.words.slice(1).join(' ');
  if (coin === '') {
    const open = (await core.markets.currencies()).filter((one) => one.withdrawalEnabled).slice(0, coinsLimit);
    const buttons = open.flatMap((one) => fittingButton(showCode(one.id), `beneficiaries add ${one.id}`).flat());
    return { text: say('beneficiaries.which'), buttons: inRows(buttons) };
  }
  const currency = await core.markets.findCurrency(coin);
  if (currency === undefined) return unknownCurrency(coin, beneficiaries, request, core);
  return currency.withdrawalEnabled ? beginAdding(request, core, currency) : { text: say('beneficiaries.closed', { currency: showCode(currency.id) }) };
}

type Changing = (say: Say, one: Beneficiary) => ActionRequest | Reply;

const activation: Changing = (say, { id, name, state }) => (state === 'active' ? { text: say('beneficiaries.activeAlready', { name: outside(name, 64) }) } : { kind: 'activateBeneficiary', beneficiaryId: id, name });
const deletion: Changing = (_say, { id, name, currency }) => ({ kind: 'deleteBeneficiary', beneficiaryId: id, name, currency });

/** Draws the card of a change; for a pin it is asked for at once, because a press of the card's Confirm could say no more. */
async function change(say: Say, request: Request, core: Core, id: string | undefined, changing: Changing): Promise<Reply | readonly Reply[]> {
  const found = (await core.accounts.beneficiaries(request.user.id)).find((one) => one.id === id);
  if (found === undefined) return misused(say('beneficiaries.unknown', { id: outside(id ?? '', 20) }), beneficiaries, request, core);
  const asked = changing(say, found);
  if ('text' in asked) return asked;
  const draft = await core.actions.draft(request.user.id, asked);
  const card: Reply = { ...draftCard(say, draft, { now: core.clock.now(), timeZone: request.user.settings.timeZone }), draftId: draft.id };
  return asked.kind === 'activateBeneficiary' ? [card, await askForCode(request, core, pinRules, draft.id)].flat() : card;
}
