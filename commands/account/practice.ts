// /practice: play money on the live books; switched on and off, what it has come to, and begun anew after a question.
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Button, Rich } from '../../src/model/message.js';
import { isFinal } from '../../src/model/trading/order.js';
import { minus } from '../../src/model/money.js';
import { openPracticeOrdersLimit, practiceStartRand, type PracticeAccount } from '../../src/model/practice.js';
import { balanceTable } from '../../src/text/tables/balanceTable.js';
import { showRand, showTime } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { marked } from '../../src/text/cards/practiceCard.js';
import { showResult } from '../../src/text/tables/profitLines.js';
import { join, type Shown } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { misused } from '../answers/misused.js';
import { valuation } from './valuation.js';

export const practice: CapeCommand = {
  name: 'practice', aliases: ['paper', 'demo'], family: 'account', access: 'anyone', where: 'private', offered: 'alone',
  summary: 'help.practice', usage: 'practice [on|off|reset]', examples: () => ['practice', 'practice on', 'practice off'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    return marked(say, await answer(say, request, core));
  },
};

async function answer(say: Say, request: Request, core: Core): Promise<Reply> {
  const { user, words: [first, since = '', ...more] } = request;
  const word = first?.toLowerCase();
  if (more.length > 0 || (since !== '' && word !== 'reset')) return misused(undefined, practice, request, core);
  switch (word) {
    case undefined: return status(say, request, core, user.practice);
    case 'on': case 'off': return status(say, request, core, await core.practice.switchTo(user.id, word === 'on'));
    case 'reset': return since === '' ? askOver(say, user.practice) : startOver(say, request, core, since);
    default: return misused(undefined, practice, request, core);
  }
}

/** Before the first time: what it is. Then: what there is, what it is worth, and what waits. */
async function status(say: Say, request: Request, core: Core, account: PracticeAccount | undefined, news: readonly Rich[] = []): Promise<Reply> {
  const start = showRand(say, practiceStartRand, 0);
  if (account === undefined) return { text: join([say('practice.about', { start }), say('practice.how')], '\n\n'), buttons: [[switchButton(say, true)]], inPlace: true };
  const state = account.on ? say('practice.isOn') : join([say('practice.isOff'), say('practice.rests')]);
  return {
    text: join([join([...news, state]), await funds(say, request, core, account, start), say('practice.how')], '\n\n'),
    buttons: [[switchButton(say, !account.on)], [button(say('practice.button.over'), 'practice reset')]], inPlace: true,
  };
}

async function funds(say: Say, { user }: Request, core: Core, account: PracticeAccount, start: Shown): Promise<Rich> {
  const now = core.clock.now();
  const worth = await valuation({ ...core, accounts: core.practice }, user.id);
  const open = account.orders.filter(({ order }) => !isFinal(order.state)).length;
  return join([
    balanceTable(say, worth, now),
    say('practice.worth', { start, result: showResult(say, minus(worth.total, practiceStartRand)) }),
    say('practice.open', { count: open, limit: openPracticeOrdersLimit }),
    say('practice.since', { time: showTime(say, account.since, now, user.settings.timeZone) }),
  ]);
}

/** The button names the account it is about, so that one pressed late begins nothing. */
function askOver(say: Say, account: PracticeAccount | undefined): Reply {
  if (account === undefined) return { text: say('practice.isOff'), buttons: [[switchButton(say, true)]], inPlace: true };
  const yes = { ...button(say('practice.button.overYes'), `practice reset ${account.since}`), style: 'danger' as const };
  return { text: say('practice.askOver', { start: showRand(say, practiceStartRand, 0) }), buttons: [[yes, button(say('practice.button.overNo'), 'practice')]], inPlace: true };
}

async function startOver(say: Say, request: Request, core: Core, since: string): Promise<Reply> {
  const begun = await core.practice.startOver(request.user.id, Number(since));
  if (begun === undefined) return { text: say('practice.lapsed'), inPlace: true };
  return status(say, request, core, begun, [say('practice.begunAnew', { start: showRand(say, practiceStartRand, 0) })]);
}

const button = (label: Rich, words: string): Extract<Button, { readonly data: string }> => ({ label: label.text, data: runData(words) });

const switchButton = (say: Say, on: boolean): Button => ({ ...button(say(on ? 'practice.button.on' : 'practice.button.off'), on ? 'practice on' : 'practice off'), style: 'primary' });
