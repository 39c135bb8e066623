// /settings: one message that lists every setting with its value, leads to the choices of each, and is edited in place.
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Button, Rich } from '../../src/model/message.js';
import { speak, type Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { lockLines } from './lockLines.js';
import { settingList } from './entries/index.js';
import type { Choice, Page, Seen, Setting } from './entries/setting.js';

export const settings: CapeCommand = {
  name: 'settings', aliases: ['preferences'], family: 'settings', access: 'anyone', where: 'private', offered: 'alone', whileLocked: true,
  summary: 'help.settings', usage: 'settings [<name> <value>]',
  examples: () => ['settings', 'settings timezone Europe/London', 'settings dust 10', 'settings ceiling 10000', 'settings notify fills silent', 'settings quiet 22:00 07:00'],
  run: async (request, core) => {
    const seen = see(request, core);
    const [name, ...words] = request.words;
    if (name === undefined) return list(seen);
    const setting = settingList.find((one) => [one.name, ...one.aliases].includes(name.toLowerCase()));
    if (setting === undefined) return list(seen, seen.say('settings.unknown', { words: outside(name, 40), names: outside(settingList.map((one) => one.name).join(', ')) }));
    if (words.length === 0) return draw(seen, await setting.page(seen, words));
    const taken = await setting.take(seen, words);
    if (taken.kind === 'open') return draw(seen, await setting.page(seen, words));
    if (taken.kind === 'wrong') return draw(seen, await pageOfWrong(seen, setting, words, taken.choices), taken.why);
    // Read again: the change may be of the language itself.
    const after = see(request, core);
    const line = after.say('settings.done', { line: taken.line(after.say) });
    return request.via === 'button' ? draw(after, await setting.page(after, words), line) : list(after, line);
  },
};

function see({ user: before }: Request, core: Core): Seen {
  const user = core.store.read(before.id) ?? before;
  return { user, core, say: speak(user.settings.language) };
}

/** Where the words have several readings those are the choices. */
async function pageOfWrong(seen: Seen, setting: Setting, words: readonly string[], choices: readonly Choice[] | undefined): Promise<Page> {
  const page = await setting.page(seen, words);
  return choices === undefined ? page : { ...page, choices, perRow: 1 };
}

/** All settings; `feedback` is the last line. */
async function list(seen: Seen, feedback?: Rich): Promise<Reply> {
  const { say, user, core } = seen;
  const lines = await Promise.all(settingList.map(async (one) => one.line(seen)));
  const buttons = settingList.map((one): Button => ({ label: say(one.label).text, data: runData(`settings ${one.name}`) }));
  const text = join([say('settings.heading'), ...lines, ...lockLines(say, user, core.clock.now())]);
  return { text: join([text, feedback ?? say('settings.foot')], '\n\n'), buttons: inRows(buttons, 2), inPlace: true };
}

/** One page; Back stands alone on the last row. */
function draw({ say }: Seen, page: Page, feedback?: Rich): Reply {
  const back: Button = { label: say('settings.back').text, data: runData(page.back === undefined ? 'settings' : `settings ${page.back}`) };
  const rows = inRows(page.choices.flatMap((choice) => button(say, choice)), page.perRow);
  return { text: join([page.text, ...(feedback === undefined ? [] : [feedback])], '\n\n'), buttons: [...rows, ...(page.turns ?? []), [back]], inPlace: true };
}

/** No button where the words do not fit one: they can be typed. */
function button(say: Say, { label, words, isChosen }: Choice): readonly Button[] {
  try {
    return [{ label: isChosen === true ? say('settings.chosen', { label: outside(label) }).text : label, data: runData(`settings ${words}`) }];
  } catch {
    return [];
  }
}

function inRows(buttons: readonly Button[], perRow: number): readonly (readonly Button[])[] {
  return Array.from({ length: Math.ceil(buttons.length / perRow) }, (_, row) => buttons.slice(row * perRow, (row + 1) * perRow));
}
